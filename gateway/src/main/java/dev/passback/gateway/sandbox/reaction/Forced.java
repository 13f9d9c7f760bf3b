package dev.passback.gateway.sandbox.reaction;

/** A reaction asked for by a directive, for the first {@code times} calls. */
public record Forced(Reaction reaction, int times) {

    /** Stands for no limit. */
    public static final int ALWAYS = Integer.MAX_VALUE;
}
