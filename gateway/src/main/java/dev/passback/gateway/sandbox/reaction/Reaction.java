package dev.passback.gateway.sandbox.reaction;

import java.time.Duration;
import java.util.Map;

/** What the sandbox does with one call. */
public sealed interface Reaction {

    /** What the ledger notes: the status that is sent, {@code reset} or {@code hang}. */
    String answered();

    /** Whether the link counts as added. */
    boolean taken();

    /** Adds the link and says so, with that many warnings. */
    record Succeed(int warnings) implements Reaction {
        @Override
        public String answered() {
            return "200";
        }

        @Override
        public boolean taken() {
            return true;
        }
    }

    /** Does not add the link and says why, with headers of its own beside the usual ones. */
    record Refuse(KomboError error, Map<String, String> headers) implements Reaction {
        public Refuse(KomboError error) {
            this(error, Map.of());
        }

        @Override
        public String answered() {
            return Integer.toString(error.status());
        }

        @Override
        public boolean taken() {
            return false;
        }
    }

    /** Waits before it does something else. */
    record Late(Duration pause, Reaction then) implements Reaction {
        @Override
        public String answered() {
            return then.answered();
        }

        @Override
        public boolean taken() {
            return then.taken();
        }
    }

    /** Never answers. */
    record Hang() implements Reaction {
        @Override
        public String answered() {
            return "hang";
        }

        @Override
        public boolean taken() {
            return false;
        }
    }

    /** Resets the connection without a word, after the link was added or before. */
    record Reset(boolean taken) implements Reaction {
        @Override
        public String answered() {
            return "reset";
        }
    }

    /** Adds the link, then closes the connection in the midst of the answer's body. */
    record BreakOff() implements Reaction {
        @Override
        public String answered() {
            return "reset";
        }

        @Override
        public boolean taken() {
            return true;
        }
    }

    /** Answers completely, but not in Kombo's form. The link counts as added where the status says success. */
    record Garble(Garbled how, int status) implements Reaction {
        @Override
        public String answered() {
            return Integer.toString(status);
        }

        @Override
        public boolean taken() {
            return status < 300;
        }
    }

    /** Adds the link and says so a few bytes at a time. */
    record Drip(Duration over) implements Reaction {
        @Override
        public String answered() {
            return "200";
        }

        @Override
        public boolean taken() {
            return true;
        }
    }

    /** Points elsewhere with a 307. */
    record Redirect() implements Reaction {
        @Override
        public String answered() {
            return "307";
        }

        @Override
        public boolean taken() {
            return false;
        }
    }

    /** The forms that are not Kombo's. */
    enum Garbled {
        /** A load balancer's page. */
        HTML,
        /** Plain text. */
        TEXT,
        /** Nothing, said to be JSON. */
        EMPTY,
        /** The first half of a JSON text, with the length of that half. */
        TRUNCATED,
        /** A success of 5 MB. */
        HUGE
    }
}
