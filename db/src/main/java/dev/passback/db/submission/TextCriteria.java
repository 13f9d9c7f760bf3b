package dev.passback.db.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the terms of a query that look for words mean for a row: in labels, URLs, warnings, or anywhere. */
final class TextCriteria {

    // The index submission_label serves ILIKE; whoever pasted an id finds it by the indexes for ids.
    private static final String WORD = """
            (s.label ILIKE ?%s OR s.target_id = ? OR s.request_id = ?
             OR s.id = ANY (ARRAY(SELECT k.submission_id FROM idempotency k
                WHERE k.tenant_id = ANY (ARRAY(SELECT id FROM tenant)) AND k.key = ?)))""";
    // The index submission_url has as much of each URL as this; longer texts are compared whole with what it finds.
    private static final int INDEXED = 300;
    private static final String URL_BEGINS = "(left(s.url, 300) COLLATE \"C\" LIKE ? AND starts_with(s.url, ?))";
    private static final String URL_LIKE = "s.url LIKE ?";
    // OFFSET 0: looked up row by row, for the page is full after some; where few are warned so, they are
    // known by their ids.
    private static final String WARNING = """
            EXISTS (SELECT FROM warning w WHERE w.tenant_id = s.tenant_id AND w.submission_id = s.id AND w.noted_at >= s.accepted_at
              AND w.message ILIKE ANY (?) OFFSET 0)""";
    private static final Pattern MAY_BE_URL = Pattern.compile("://|[^.]\\.[^.]");

    private final Where where;
    private final SubmissionQuery query;

    TextCriteria(Where where, SubmissionQuery query) {
        this.where = where;
        this.query = query;
    }

    /**
     * Adds what is looked for in labels, URLs and warnings.
     *
     * @param warned those with such a warning, where they are few
     */
    void add(Optional<List<UUID>> warned) {
        text(QueryKey.LABEL, "s.label ILIKE ?");
        urls();
        List<String> said = query.values(QueryKey.WARNING);
        if (!said.isEmpty()) {
            where.and("s.warnings > 0 AND " + WARNING, (Object) patterns(said));
            warned.ifPresent(ids -> where.and("s.id = ANY (?)", (Object) ids.toArray(UUID[]::new)));
        }
        List<String> unsaid = query.unwanted(QueryKey.WARNING);
        if (!unsaid.isEmpty()) {
            where.and("NOT " + WARNING, (Object) patterns(unsaid));
        }
    }

    /** An OR of its own for each value: an index serves that, and not ILIKE ANY. */
    private void text(QueryKey key, String fragment) {
        List<String> wanted = query.values(key);
        if (!wanted.isEmpty()) {
            where.and(
                    "(" + String.join(" OR ", Collections.nCopies(wanted.size(), fragment)) + ")",
                    wanted.stream().map(TextCriteria::pattern).toArray());
        }
        query.unwanted(key).forEach(value -> where.and("NOT " + fragment, pattern(value)));
    }

    private void urls() {
        List<String> wanted = query.values(QueryKey.URL);
        if (!wanted.isEmpty()) {
            where.and(
                    "(" + wanted.stream().map(TextCriteria::url).collect(Collectors.joining(" OR ")) + ")",
                    wanted.stream().flatMap(TextCriteria::urlValues).toArray());
        }
        query.unwanted(QueryKey.URL)
                .forEach(value ->
                        where.and("NOT (" + url(value) + ")", urlValues(value).toArray()));
    }

    private static String url(String text) {
        return text.contains("*")
                ? URL_LIKE
                : beginnings(text).map(any -> URL_BEGINS).collect(Collectors.joining(" OR "));
    }

    private static Stream<Object> urlValues(String text) {
        return text.contains("*")
                ? Stream.of(escaped(text).replace("*", "%") + "%")
                : beginnings(text)
                        .flatMap(begins -> Stream.of(
                                escaped(
                                                begins.codePointCount(0, begins.length()) > INDEXED
                                                        ? begins.substring(0, begins.offsetByCodePoints(0, INDEXED))
                                                        : begins)
                                        + "%",
                                begins));
    }

    /** With the scheme, which people leave out. */
    private static Stream<String> beginnings(String text) {
        return text.contains("://") ? Stream.of(text) : Stream.of("https://" + text, "http://" + text);
    }

    void word(Term.Word word) {
        String sought = word.sought();
        Optional<SubmissionId> id = SubmissionId.parse(sought);
        String not = word.negated() ? "NOT " : "";
        if (id.isPresent()) {
            where.and(not + "s.id = ?", id.get().value());
        } else if (MAY_BE_URL.matcher(sought).find()) {
            Stream<Object> texts = Stream.concat(Stream.of(pattern(sought)), urlValues(sought));
            where.and(
                    not + WORD.formatted(" OR " + url(sought)),
                    Stream.concat(texts, Stream.of(sought, sought, sought)).toArray());
        } else {
            where.and(not + WORD.formatted(""), pattern(sought), sought, sought, sought);
        }
    }

    /** What has this anywhere in it. */
    static String pattern(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String[] patterns(List<String> texts) {
        return texts.stream().map(TextCriteria::pattern).toArray(String[]::new);
    }
}
