package dev.passback.db.sample;

import java.util.HashMap;
import java.util.Map;

/** What was posted: for whom, its label, its address, and the body as it came. */
record SampleLink(String targetKind, String targetId, String label, String url, String body) {

    /** Makes links. Candidates come back: every third link is for one who had one before. */
    static final class Maker {

        private static final int REMEMBERED = 500;

        private final Map<String, String[]> known = new HashMap<>();
        private final Chance chance;

        Maker(Chance chance) {
            this.chance = chance;
        }

        SampleLink next(SampleIntegration on) {
            String label = chance.of(SampleTexts.LABELS);
            String url = "https://" + chance.of(SampleTexts.HOSTS) + "/r/"
                    + chance.letters(12).toLowerCase(java.util.Locale.ROOT)
                    + (chance.oneIn(3) ? "?lang=en&v=" + chance.below(9) : "");
            String target = target(on);
            // the same person is always asked for in the same way
            String kind = target.hashCode() % 3 == 0 ? "application" : "candidate";
            return new SampleLink(kind, target, label, url, body(label, url));
        }

        private String target(SampleIntegration on) {
            String[] some = known.computeIfAbsent(on.id(), id -> new String[REMEMBERED]);
            int place = chance.below(REMEMBERED);
            if (some[place] == null || !chance.oneIn(3)) {
                some[place] = chance.letters(24);
            }
            return some[place];
        }

        private String body(String label, String url) {
            StringBuilder body = new StringBuilder(600)
                    .append("{\"label\":\"")
                    .append(label)
                    .append("\",\"url\":\"")
                    .append(url)
                    .append("\",\"details\":{\"custom_field_name_prefix\":\"Acme:\",\"attributes\":[");
            int attributes = 2 + chance.below(SampleTexts.ATTRIBUTES.size() - 2);
            for (int i = 0; i < attributes; i++) {
                body.append(i == 0 ? "" : ",")
                        .append("{\"key\":\"")
                        .append(SampleTexts.ATTRIBUTES.get(i))
                        .append("\",\"value\":\"")
                        .append(chance.of(SampleTexts.SCORES))
                        .append("\"}");
            }
            body.append("]}");
            if (chance.oneIn(4)) {
                body.append(",\"remote_fields\":{\"greenhouse\":{\"section\":\"assessments\",\"run\":\"")
                        .append(chance.letters(16))
                        .append("\"}}");
            }
            return body.append('}').toString();
        }
    }
}
