package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.problem.ProblemId;
import dev.passback.core.problem.ProblemKind;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.core.tenant.TenantId;
import java.util.List;
import java.util.UUID;

/** What each term of a query means for a row. The indexes behind the fragments are in V021. */
final class Criteria {

    private static final String KEY = """
            s.id = ANY (ARRAY(SELECT k.submission_id FROM idempotency k
              WHERE k.tenant_id = ANY (ARRAY(SELECT id FROM tenant)) AND k.key = ANY (?)))""";
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
    // which are never an hour apart.
    private static final String YOUNGER = """
            (s.accepted_at > now() - ? * interval '1 second' AND s.settled_at > now() - ? * interval '1 second'
              AND s.id >= least_submission_id(now() - ? * interval '1 second' - interval '1 hour'))""";
    private static final String OLDER = """
            (s.accepted_at <= now() - ? * interval '1 second'
              AND s.id < least_submission_id(now() - ? * interval '1 second' + interval '1 hour'))""";

    private final Where where;
    private final SubmissionQuery query;
    private final TextCriteria texts;

    private Criteria(Where where, SubmissionQuery query) {
        this.where = where;
        this.query = query;
        this.texts = new TextCriteria(where, query);
    }

    static void add(Where where, SubmissionFilter filter) {
        Criteria criteria = new Criteria(where, filter.query());
        filter.tenants().ifPresent(some -> criteria.tenants(List.copyOf(some)));
        criteria.names(filter.names());
        criteria.states();
        criteria.flags();
        criteria.texts.add(filter.names().warned());
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
            case Term.Word word -> texts.word(word);
            case Term.Age age -> age(age);
            case Term.Attempts attempts ->
                where.and("s.attempts " + sign(attempts.comparison()) + " ?", attempts.count());
            case Term.OneOf handled -> {}
            case Term.Flag handled -> {}
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
