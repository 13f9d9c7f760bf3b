package dev.passback.core.submission.query;

/**
 * Why a query cannot be read.
 *
 * @param offset where in the text that is, in UTF-16 units
 * @param length of the part meant; 0 where something is missing
 * @param sentence what is wrong and how to mend it, one sentence without a full stop
 */
public record Objection(int offset, int length, String sentence) {}
