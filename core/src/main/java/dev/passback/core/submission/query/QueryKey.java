package dev.passback.core.submission.query;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one may ask for by name, as in {@code state:rejected}. */
public enum QueryKey {
    STATE(Kind.STATE, "state:held,rejected", "in one of these states"),
    ATTENTION(Kind.YES_NO, "attention:yes", "held, rejected, expired, with warnings, or late"),
    LATE(Kind.YES_NO, "late:yes", "due for more than 5 minutes and not sent"),
    WARNED(Kind.YES_NO, "warned:yes", "with warnings"),
    DOUBLED(Kind.YES_NO, "doubled:yes", "that the ATS may show twice"),
    TENANT(Kind.TEXT, "tenant:acme", "of the tenant with this name"),
    INTEGRATION(Kind.TEXT, "integration:greenhouse", "of integrations with this in their id or label"),
    CODE(Kind.TEXT, "code:REMOTE.*", "whose last answer had this code; * stands for anything"),
    WARNING(Kind.TEXT, "warning:\"custom field\"", "with a warning that says this"),
    PROBLEM(Kind.PROBLEM, "problem:3c8fd0d1c14f234f", "that stand with this problem, by the id of its page"),
    AGE(Kind.AGE, "age:<24h", "that came in less, or more, than so long ago: m, h, d or w"),
    ATTEMPTS(Kind.ATTEMPTS, "attempts:>3", "with so many attempts, more (>) or fewer (<)"),
    LABEL(Kind.TEXT, "label:test", "with this in their label"),
    URL(Kind.TEXT, "url:example.com", "whose URL begins with this; https:// may be left out, * stands for anything"),
    CANDIDATE(Kind.TEXT, "candidate:ID", "for the candidate with this id"),
    APPLICATION(Kind.TEXT, "application:ID", "for the application with this id"),
    ID(Kind.ID, "id:01890a5d-ac96-774b-bcce-b302099a8057", "with this submission id"),
    REQUEST(Kind.TEXT, "request:ID", "whose caller sent this X-Request-Id"),
    KEY(Kind.TEXT, "key:order-17", "whose caller sent this Idempotency-Key");

    /** What may stand behind the colon. */
    enum Kind {
        TEXT,
        STATE,
        YES_NO,
        AGE,
        ATTEMPTS,
        ID,
        PROBLEM
    }

    private final Kind kind;
    private final String example;
    private final String meaning;

    QueryKey(Kind kind, String example, String meaning) {
        this.kind = kind;
        this.example = example;
        this.meaning = meaning;
    }

    Kind kind() {
        return kind;
    }

    /** How it is used, such as {@code state:held,rejected}. */
    public String example() {
        return example;
    }

    /** Which submissions it finds, as the end of a sentence. */
    public String meaning() {
        return meaning;
    }

    /** As it stands before the colon. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of this name, in whatever case. */
    static Optional<QueryKey> ofWord(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(key -> key.word().equals(lower)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(QueryKey::word).toList();
    }
}
