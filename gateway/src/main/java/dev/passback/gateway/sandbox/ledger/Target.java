package dev.passback.gateway.sandbox.ledger;

/** What a result link is added to. The kind belongs to it: a candidate and an application may share one id. */
public record Target(Kind kind, String id) {

    /** The two kinds of target. */
    public enum Kind {
        CANDIDATE("candidate"),
        APPLICATION("application");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word for it in JSON; its plural is the segment of the path. */
        public String word() {
            return word;
        }
    }

    /** The path of Kombo's endpoint for this target, without the host. */
    public String path() {
        return "/v1/ats/" + kind.word() + "s/" + id + "/result-links";
    }
}
