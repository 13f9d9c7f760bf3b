package dev.passback.gateway.manage;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.audit.AuditFilter;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.audit.Subject;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.QueryReader;
import dev.passback.gateway.http.TimeReader;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The audit log: who did what, when, from where and why, newest first. */
public final class AuditApi {

    private static final String TENANT = "tenant";
    private static final String ACTOR = "actor";
    private static final String KIND = "kind";
    private static final String SUBJECT = "subject";
    private static final String ACT = "act";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final int LONGEST = 300;

    private final AuditLog log;
    private final TenantNames names;

    public AuditApi(AuditLog log, TenantNames names) {
        this.log = log;
        this.names = names;
    }

    void list(RoutingContext ctx) {
        QueryReader query = new QueryReader(
                ctx.queryParams(),
                List.of(TENANT, ACTOR, KIND, SUBJECT, ACT, FROM, TO, PageQuery.LIMIT, PageQuery.CURSOR));
        Optional<List<String>> tenant = text(query, TENANT).map(List::of);
        AuditFilter filter = filter(query);
        PageQuery page = PageQuery.read(query);
        Optional<Long> before = page.after().flatMap(AuditApi::number);
        if (page.after().isPresent() && before.isEmpty()) {
            query.wrong(PageQuery.CURSOR, "must be \"next\" of the page before, to the letter");
        }
        query.finish();
        Requests.asked(names.ids(tenant, "parameter " + TENANT))
                .compose(ids -> Requests.asked(log.list(within(filter, ids), before, page.limit())))
                .onSuccess(found -> Answers.success(
                        ctx, 200, Requests.json(found, AuditJson::of, line -> Long.toString(line.id())), List.of()))
                .onFailure(ctx::fail);
    }

    private static AuditFilter within(AuditFilter filter, Optional<Set<TenantId>> tenants) {
        return tenants.map(filter::within).orElse(filter);
    }

    private static AuditFilter filter(QueryReader query) {
        Optional<Instant> from = query.one(FROM, TimeReader::read, TimeReader.RULE);
        Optional<Instant> to = query.one(TO, TimeReader::read, TimeReader.RULE);
        return new AuditFilter(
                Optional.empty(),
                text(query, ACTOR),
                query.one(KIND, Subject::ofWord, "must be one of " + kinds()),
                text(query, SUBJECT),
                text(query, ACT),
                from,
                to);
    }

    private static Optional<String> text(QueryReader query, String name) {
        return query.one(
                name,
                text -> Optional.of(text)
                        .filter(value -> !value.isBlank()
                                && value.length() <= LONGEST
                                && value.chars().noneMatch(Character::isISOControl)),
                "must be a text of 1 to " + LONGEST + " characters");
    }

    private static Optional<Long> number(String text) {
        return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
    }

    private static String kinds() {
        return Arrays.stream(Subject.values()).map(Subject::word).collect(Collectors.joining(", "));
    }
}
