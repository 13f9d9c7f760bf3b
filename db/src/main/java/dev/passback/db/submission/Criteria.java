package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.core.tenant.TenantId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What each term of a query means for a row. The indexes behind the fragments are in V021. */
final class Criteria {

    // The index submission_label serves ILIKE; whoever pasted an id finds it by the indexes for ids.
    private static final String WORD = """
            (s.label ILIKE ?%s OR s.target_id = ? OR s.request_id = ?
             OR s.id = ANY (ARRAY(SELECT k.submission_id FROM idempotency k
                WHERE k.tenant_id = ANY (ARRAY(SELECT id FROM tenant)) AND k.key = ?)))""";
    // The index submission_url has as much of each URL as this; longer texts are compared whole with what it finds.
    private static final int INDEXED = 300;
    private static final String URL_BEGINS = "(left(s.url, 300) COLLATE \"C\" LIKE ? AND starts_with(s.url, ?))";
    private static final String URL_LIKE = "s.url LIKE ?";
    private static final String KEY = """
            s.id = ANY (ARRAY(SELECT k.submission_id FROM idempotency k
              WHERE k.tenant_id = ANY (ARRAY(SELECT id FROM tenant)) AND k.key = ANY (?)))""";
    // OFFSET 0: looked up row by row, for the page is full after some; where few are warned so, they are known by their
    // ids.
    private static final String WARNING = """
            EXISTS (SELECT FROM warning w WHERE w.tenant_id = s.tenant_id AND w.submission_id = s.id AND w.noted_at >= s.accepted_at
              AND w.message ILIKE ANY (?) OFFSET 0)""";
    // A failure's and a warning's numbers differ by a bit, so one of the two is empty, and each has an index in V025.
    private static final String PROBLEM = """
            (s.last_problem = ANY (?) OR s.warnings > 0 AND EXISTS (
              SELECT FROM warning w WHERE w.tenant_id = s.tenant_id AND w.submission_id = s.id AND w.problem = ANY (?)))""";
    private static final String LATE = "(s.state = 'queued' AND s.due_at < now() - interval '5 minutes')";
    // To the letter the condition of the index submission_attention, which is wider: what is open may be late.
    private static final String MAY_NEED_ATTENTION =
            "(s.state IN ('held', 'rejected', 'expired') OR s.warnings > 0 OR s.settled_at = 'infinity')";
    private static final String ATTENTION =
            "(s.state IN ('held', 'rejected', 'expired') OR s.warnings > 0 OR " + LATE + ")";
    // Nothing is settled before it is accepted, which leaves old partitions out; ids follow the clocks of the nodes,
    // which are
    // never an hour apart.
    private static final String YOUNGER = """
            (s.accepted_at > now() - ? * interval '1 second' AND s.settled_at > now() - ? * interval '1 second'
              AND s.id >= least_submission_id(now() - ? * interval '1 second' - interval '1 hour'))""";
    private static final String OLDER = """
            (s.accepted_at <= now() - ? * interval '1 second'
              AND s.id < least_submission_id(now() - ? * interval '1 second' + interval '1 hour'))""";

    private static final Pattern MAY_BE_URL = Pattern.compile("://|[^.]\\.[^.]");

    private final Where where;
    private final SubmissionQuery query;

    private Criteria(Where where, SubmissionQuery query) {
        this.where = where;
        this.query = query;
    }

    static void add(Where where, SubmissionFilter filter) {
        Criteria criteria = new Criteria(where, filter.query());
        filter.tenants().ifPresent(some -> criteria.tenants(List.copyOf(some)));
        criteria.names(filter.names());
        criteria.states();
        criteria.flags();
        criteria.texts(filter.names().warned());
        criteria.ids();
        criteria.query.terms().forEach(criteria::single);
    }

    /** One tenant is an equality: then the primary key gives its rows in order. */
    private void tenants(List<TenantId> tenants) {
        if (tenants.size() == 1) {
            where.and("s.tenant_id = ?", tenants.getFirst().value());
        } else {
            where.and("s.tenant_id = ANY (?)", (Object) numbers(tenants));
        }
    }

    private void names(QueryNames names) {
        names.tenants().ifPresent(this::named);
        names.unwantedTenants().ifPresent(some -> where.and("s.tenant_id <> ALL (?)", (Object) numbers(some)));
        names.integrations().ifPresent(some -> integrations(some, names.mixed()));
        names.unwantedIntegrations()
                .ifPresent(
                        some -> where.and("(s.tenant_id || ' ' || s.integration_id) <> ALL (?)", (Object) pairs(some)));
        names.codes().ifPresent(some -> where.and("s.last_code COLLATE \"C\" = ANY (?)", (Object) array(some)));
        names.unwantedCodes()
                .ifPresent(some -> where.and("(s.last_code IS NULL OR s.last_code <> ALL (?))", (Object) array(some)));
    }

    private void named(List<TenantId> tenants) {
        if (tenants.isEmpty()) {
            where.nothing();
        } else {
            tenants(tenants);
        }
    }

    private void integrations(List<IntegrationRef> some, boolean mixed) {
        named(some.stream().map(IntegrationRef::tenant).distinct().toList());
        List<String> ids = some.stream().map(IntegrationRef::id).distinct().toList();
        if (ids.size() == 1) {
            where.and("s.integration_id COLLATE \"C\" = ?", ids.getFirst());
        } else {
            where.and("s.integration_id COLLATE \"C\" = ANY (?)", (Object) array(ids));
        }
        if (mixed) {
            where.and("(s.tenant_id || ' ' || s.integration_id) = ANY (?)", (Object) pairs(some));
        }
    }

    private void states() {
        List<String> wanted = query.values(QueryKey.STATE);
        if (!wanted.isEmpty()) {
            where.and("s.state = ANY (?)", (Object) array(wanted));
            boolean settled = wanted.stream()
                    .allMatch(word -> SubmissionState.ofWord(word).settled());
            boolean open = wanted.stream()
                    .noneMatch(word -> SubmissionState.ofWord(word).settled());
            where.and(open ? "s.settled_at = 'infinity'" : settled ? "s.settled_at < 'infinity'" : "true");
        }
        unwanted(QueryKey.STATE, "s.state <> ALL (?)");
    }

    private void flags() {
        flag(QueryKey.ATTENTION, MAY_NEED_ATTENTION + " AND " + ATTENTION, ATTENTION);
        flag(QueryKey.LATE, "s.settled_at = 'infinity' AND " + LATE, LATE);
        flag(QueryKey.WARNED, "s.warnings > 0", "s.warnings > 0");
        flag(QueryKey.DOUBLED, "s.may_be_doubled", "s.may_be_doubled");
    }

    private void flag(QueryKey key, String yes, String no) {
        query.flag(key).ifPresent(wanted -> where.and(wanted ? yes : "NOT " + no));
    }

    private void texts(Optional<List<UUID>> warned) {
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
                    wanted.stream().map(Criteria::pattern).toArray());
        }
        query.unwanted(key).forEach(value -> where.and("NOT " + fragment, pattern(value)));
    }

    private void urls() {
        List<String> wanted = query.values(QueryKey.URL);
        if (!wanted.isEmpty()) {
            where.and(
                    "(" + wanted.stream().map(Criteria::url).collect(Collectors.joining(" OR ")) + ")",
                    wanted.stream().flatMap(Criteria::urlValues).toArray());
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

    private void ids() {
        wanted(QueryKey.CANDIDATE, "s.target_kind = 'candidate' AND s.target_id = ANY (?)");
        unwanted(QueryKey.CANDIDATE, "NOT (s.target_kind = 'candidate' AND s.target_id = ANY (?))");
        wanted(QueryKey.APPLICATION, "s.target_kind = 'application' AND s.target_id = ANY (?)");
        unwanted(QueryKey.APPLICATION, "NOT (s.target_kind = 'application' AND s.target_id = ANY (?))");
        wanted(QueryKey.REQUEST, "s.request_id = ANY (?)");
        unwanted(QueryKey.REQUEST, "(s.request_id IS NULL OR s.request_id <> ALL (?))");
        wanted(QueryKey.KEY, KEY);
        unwanted(QueryKey.KEY, "NOT " + KEY);
        problems();
        uuids(query.values(QueryKey.ID), "s.id = ANY (?)");
        uuids(query.unwanted(QueryKey.ID), "s.id <> ALL (?)");
    }

    private void wanted(QueryKey key, String fragment) {
        if (!query.values(key).isEmpty()) {
            where.and(fragment, (Object) array(query.values(key)));
        }
    }

    private void unwanted(QueryKey key, String fragment) {
        if (!query.unwanted(key).isEmpty()) {
            where.and(fragment, (Object) array(query.unwanted(key)));
        }
    }

    private void problems() {
        List<Long> wanted = problems(query.values(QueryKey.PROBLEM));
        List<Long> warnings = wanted.stream().filter(Criteria::isWarning).toList();
        if (wanted.size() == 1 && warnings.isEmpty()) {
            where.and("s.last_problem = ?", wanted.getFirst());
        } else if (wanted.size() == 1) {
            where.and(
                    "s.warnings > 0 AND s.id IN (SELECT w.submission_id FROM warning w WHERE w.problem = ?)",
                    wanted.getFirst());
        } else if (!wanted.isEmpty()) {
            Long[] all = wanted.toArray(Long[]::new);
            where.and(PROBLEM, all, all);
        }
        if (!query.unwanted(QueryKey.PROBLEM).isEmpty()) {
            Long[] unwanted = problems(query.unwanted(QueryKey.PROBLEM)).toArray(Long[]::new);
            where.and("(" + PROBLEM + ") IS NOT TRUE", unwanted, unwanted);
        }
    }

    private static List<Long> problems(List<String> ids) {
        return ids.stream()
                .flatMap(id -> ProblemId.parse(id).stream())
                .map(ProblemId::value)
                .toList();
    }

    private static boolean isWarning(Long problem) {
        return new ProblemId(problem).kind() == ProblemKind.WARNING;
    }

    private void uuids(List<String> ids, String fragment) {
        if (!ids.isEmpty()) {
            where.and(fragment, (Object) ids.stream().map(UUID::fromString).toArray(UUID[]::new));
        }
    }

    private void single(Term term) {
        switch (term) {
            case Term.Word word -> word(word);
            case Term.Age age -> age(age);
            case Term.Attempts attempts ->
                where.and("s.attempts " + sign(attempts.comparison()) + " ?", attempts.count());
            case Term.OneOf handled -> {}
            case Term.Flag handled -> {}
        }
    }

    private void word(Term.Word word) {
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

    private void age(Term.Age age) {
        double seconds = age.than().toSeconds();
        if (age.younger()) {
            where.and(YOUNGER, seconds, seconds, seconds);
        } else {
            where.and(OLDER, seconds, seconds);
        }
    }

    private static String sign(Term.Comparison comparison) {
        return switch (comparison) {
            case LESS -> "<";
            case AT_MOST -> "<=";
            case EQUAL -> "=";
            case AT_LEAST -> ">=";
            case MORE -> ">";
        };
    }

    /** What has this anywhere in it. */
    static String pattern(String text) {
        return "%" + escaped(text) + "%";
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private static String[] patterns(List<String> texts) {
        return texts.stream().map(Criteria::pattern).toArray(String[]::new);
    }

    private static String[] pairs(List<IntegrationRef> some) {
        return some.stream().map(one -> one.tenant().value() + " " + one.id()).toArray(String[]::new);
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static Long[] numbers(List<TenantId> tenants) {
        return tenants.stream().map(TenantId::value).toArray(Long[]::new);
    }
}
