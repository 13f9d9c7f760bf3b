package dev.passback.adminui;

import static dev.passback.adminui.testing.Waiting.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.passback.adminui.testing.Client;
import dev.passback.adminui.testing.Results;
import dev.passback.adminui.testing.Site;
import dev.passback.adminui.testing.Stock;
import dev.passback.core.delivery.Answer;
import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.delivery.Timing;
import dev.passback.core.delivery.UpstreamError;
import dev.passback.core.job.JobAct;
import dev.passback.core.problem.Cause;
import dev.passback.core.staff.Role;
import dev.passback.core.submission.ResultLink;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Target;
import dev.passback.core.tenant.Scope;
import dev.passback.core.tenant.TenantKey;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.DeliveryQueue;
import dev.passback.db.delivery.Settlement;
import dev.passback.db.job.JobStore;
import dev.passback.db.job.NewJob;
import dev.passback.db.problem.CauseStore;
import dev.passback.db.submission.SubmissionActions;
import dev.passback.db.tenant.KeyStore;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One of everything whose words come from outside, with a text in each of those words. */
final class HostileStock {

    private final Site site;
    private final String text;
    private final Stock stock;
    private final String tenant;
    private final String integration;
    private final Act act;

    HostileStock(Site site, String name, String text) {
        this.site = site;
        this.text = text;
        this.tenant = name + " " + text;
        this.integration = "id:" + name + text;
        this.stock = new Stock(site.pool(), tenant, integration, "label " + text);
        this.act = new Act("staff:sam " + text, Optional.of("because " + text), "127.0.0.1");
    }

    String tenantPage() {
        return "/tenants/" + encoded(tenant);
    }

    String integrationPage() {
        return "/integration?tenant=" + encoded(tenant) + "&id=" + encoded(integration);
    }

    String problemPage() {
        return "/problems/" + Cause.of(refused()).orElseThrow().on(stock.integration());
    }

    String warningPage() {
        return "/warnings/" + warning().id();
    }

    private Cause warning() {
        return Cause.ofWarning("warning " + text);
    }

    /** Refused, with an answer that came too late, and held by somebody. */
    SubmissionId submission() {
        Target target = new Target(Target.Kind.CANDIDATE, text);
        ResultLink link = new ResultLink("label " + text, text, "{\"label\":\"" + text + "\"}");
        Claimed claimed = stock.sending(link, target);
        AttemptResult late = AttemptResult.unanswered(new Outcome.Unsure("late " + text), Timing.NONE);
        await(new DeliveryQueue(site.pool(), "n").noteLate(new Settlement(claimed, late, new NextStep.Held())));
        SubmissionId id = stock.settle(claimed, refused(), new NextStep.Again(Duration.ofHours(1)));
        await(new SubmissionActions(site.pool()).hold(stock.tenant(), id, act));
        return id;
    }

    private AttemptResult refused() {
        UpstreamError error = new UpstreamError("CODE" + text, "title " + text, "message " + text, text);
        Answer answer = new Answer(422, Map.of("x-text", text), "{\"a\":\"" + text + "\"}", false, Optional.of(error));
        return new AttemptResult(
                new Outcome.Refused("reason " + text),
                Optional.of(answer),
                new Timing(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    /** Delivered with a warning, which somebody explained. */
    SubmissionId warned() {
        SubmissionId id = stock.settle(
                stock.sending(new ResultLink("warned " + text, text, text), new Target(Target.Kind.APPLICATION, text)),
                Results.taken("warning " + text),
                new NextStep.Delivered());
        await(new CauseStore(site.pool()).explain(warning().id(), 0, "means " + text, act));
        return id;
    }

    UUID job() {
        NewJob job = new NewJob(UUID.randomUUID(), JobAct.CANCEL, "label:" + text, Optional.empty(), 1, 1, false);
        return await(new JobStore(site.pool()).make(job, act)).orElseThrow();
    }

    /** A key, a view that everybody sees, and the reason why an integration is paused. */
    void more() {
        await(new KeyStore(site.pool())
                .create(
                        stock.tenant(),
                        TenantKey.generate(),
                        "key " + text,
                        Set.of(Scope.READ),
                        Optional.empty(),
                        act));
        Client.signedIn(site, Role.SUPPORT)
                .submit(
                        "/submissions",
                        "/submissions/views",
                        Map.of("name", "view " + text, "q", "state:held", "shared", "yes"));
        site.run(
                "UPDATE integration SET state = 'paused', state_reason = $1 WHERE tenant_id = $2",
                "paused " + text,
                stock.tenant().value());
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, UTF_8).replace("+", "%20");
    }
}
