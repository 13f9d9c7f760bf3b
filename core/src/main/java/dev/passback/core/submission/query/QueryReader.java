package dev.passback.core.submission.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what was typed or pasted. Terms stand between blanks; {@code key:value} names what is meant, a comma or the key again adds
 * a value, {@code -} before a term turns it round, quotes hold blanks together ({@code \"} is a quote in them). A word before a colon that
 * is no key, such as {@code https}, is text, unless it looks like a slip.
 */
public final class QueryReader {

    /** The longest text that is read, in UTF-16 units. */
    public static final int LONGEST = 4_000;

    private static final Pattern KEY = Pattern.compile("([A-Za-z]+):(?!//)");
    // what a chat or a log puts around a word
    private static final Pattern WRAPPING = Pattern.compile("^[<>'`,;]+|[<>'`,;]+$");

    private final String text;
    private final List<Term> terms = new ArrayList<>();
    private int at;
    private @Nullable Objection objection;

    private QueryReader(String text) {
        this.text = text;
    }

    /** The query, or the first thing that is wrong with it. Takes any text. */
    public static ParsedQuery read(String typed) {
        if (typed.length() > LONGEST) {
            return new ParsedQuery.Refused(new Objection(
                    LONGEST, typed.length() - LONGEST, "a search has at most " + LONGEST + " characters"));
        }
        QueryReader reader = new QueryReader(storable(typed));
        while (reader.objection == null && reader.skipBlanks()) {
            reader.term();
        }
        Objection objection = reader.objection;
        return objection == null
                ? new ParsedQuery.Understood(new SubmissionQuery(reader.terms))
                : new ParsedQuery.Refused(objection);
    }

    /** What no column can hold becomes a blank; every other character keeps its place. */
    private static String storable(String typed) {
        StringBuilder kept = new StringBuilder(typed);
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            boolean paired = Character.isHighSurrogate(c)
                    && i + 1 < kept.length()
                    && Character.isLowSurrogate(kept.charAt(i + 1));
            if (paired) {
                i++;
            } else if (Character.isISOControl(c) || Character.isSurrogate(c) || Character.isSpaceChar(c)) {
                kept.setCharAt(i, ' ');
            }
        }
        return kept.toString();
    }

    private boolean skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length();
    }

    private void term() {
        boolean negated = text.startsWith("-", at);
        int begins = at + (negated ? 1 : 0);
        Matcher key = KEY.matcher(text).region(begins, text.length());
        Optional<QueryKey> known = key.lookingAt() ? QueryKey.ofWord(key.group(1)) : Optional.empty();
        at = begins;
        if (known.isPresent()) {
            at = key.end();
            new TermReader(this, known.get(), negated).read();
        } else if (key.lookingAt() && isValue(key.end()) && slip(key)) {
            refuse(
                    begins,
                    key.end(1) - begins,
                    "there is no key '" + key.group(1) + "'; did you mean '"
                            + Nearest.to(key.group(1), QueryKey.words()).orElseThrow()
                            + "'? Quotes around it make it a text to look for");
        } else {
            word(negated);
        }
    }

    private boolean isValue(int place) {
        return place < text.length() && text.charAt(place) != ' ';
    }

    private static boolean slip(Matcher key) {
        return Nearest.to(key.group(1), QueryKey.words()).isPresent();
    }

    private void word(boolean negated) {
        String word = text.startsWith("\"", at)
                ? quoted()
                : WRAPPING.matcher(bare(" ")).replaceAll("");
        // punctuation alone says nothing
        if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
            add(new Term.Word(word, negated));
        }
    }

    /** The value here, with or without quotes; it may be empty. */
    String value() {
        return text.startsWith("\"", at) ? quoted() : bare(" ,");
    }

    private String bare(String ends) {
        int begins = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begins, at);
    }

    private String quoted() {
        int begins = at++;
        StringBuilder inside = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            inside.append(text.charAt(at++));
        }
        if (at == text.length()) {
            refuse(begins, 1, "the quote that begins here has no end");
        }
        at++;
        return inside.toString();
    }

    boolean skipComma() {
        boolean comma = text.startsWith(",", at);
        at += comma ? 1 : 0;
        return comma;
    }

    int at() {
        return at;
    }

    void add(Term term) {
        terms.add(term);
    }

    List<Term> terms() {
        return terms;
    }

    /** Keeps the first objection. */
    void refuse(int offset, int length, String sentence) {
        if (objection == null) {
            objection = new Objection(offset, length, sentence);
        }
    }
}
