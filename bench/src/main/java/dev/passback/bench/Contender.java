package dev.passback.bench;

import java.util.Map;

/**
 * What is measured.
 *
 * @param pid the process whose CPU is counted as the gateway's
 */
record Contender(String name, Door door, long pid, Keeps keeps) {

    static final String PROXY = "bare proxy";
    static final String NAIVE = "naive gateway";
    static final String PASSBACK = "Passback";
    static final String ACCEPT_ONLY = "Passback, accept only";

    /** Where the load goes. */
    record Door(int port, Map<String, String> headers) {}

    /** What each answer stands for; the ledger is read accordingly. */
    enum Keeps {
        /** A call to the upstream. */
        NOTHING,
        /** A stored row. */
        ACCEPTED,
        /** A stored row, an attempt and a call to the upstream. */
        DELIVERED
    }
}
