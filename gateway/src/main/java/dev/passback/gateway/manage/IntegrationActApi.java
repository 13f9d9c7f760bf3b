package dev.passback.gateway.manage;

import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.submission.Checked;
import dev.passback.core.submission.Target;
import dev.passback.db.Change;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.submission.TestLinks;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.BodyReader;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What can be done to integrations: pause, release, give another credential, send a test link. */
public final class IntegrationActApi {

    private static final String CANDIDATE = "candidate_id";
    private static final String APPLICATION = "application_id";
    private static final String URL = "url";
    private static final String WAIT = "wait_seconds";
    private static final String ID_RULE = "must be an id of 1 to 200 characters";
    private static final long LONGEST_WAIT = 60;
    private static final long DEFAULT_WAIT = 10;

    private final TenantStore tenants;
    private final IntegrationSettings settings;
    private final Sealer sealer;
    private final TestRun tests;

    public IntegrationActApi(TenantStore tenants, IntegrationSettings settings, Sealer sealer, TestRun tests) {
        this.tenants = tenants;
        this.settings = settings;
        this.sealer = sealer;
        this.tests = tests;
    }

    void pause(RoutingContext ctx) {
        act(ctx, settings::pause, "it is paused already");
    }

    void release(RoutingContext ctx) {
        act(ctx, settings::release, "it is active");
    }

    private void act(RoutingContext ctx, BiFunction<IntegrationRef, Act, Future<Change>> change, String otherwise) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        ref(ctx).compose(ref -> Requests.asked(change.apply(ref, act))
                        .compose(made -> Versions.made(made, IntegrationApi.absent(ref)))
                        .compose(changed -> answer(ctx, ref, Requests.unless(changed, otherwise))))
                .onFailure(ctx::fail);
    }

    /** Puts a new credential in force, from the next attempt on. */
    void rotateCredential(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, Sealer.CREDENTIAL, Requests.REASON).needs(Sealer.CREDENTIAL);
        Optional<Secret> credential = Sealer.read(body);
        Act act = Requests.act(ctx, body);
        body.finish();
        ref(ctx).compose(ref -> Requests.asked(settings.rotate(ref, sealer.seal(credential.orElseThrow(), ref), act))
                        .compose(version -> Requests.found(version, IntegrationApi.absent(ref)))
                        .compose(version -> answer(ctx, ref, List.of())))
                .onFailure(ctx::fail);
    }

    /** Sends a test link and tells how it went, or how it stands after the wait. */
    void test(RoutingContext ctx) {
        BodyReader body = BodyReader.of(ctx, CANDIDATE, APPLICATION, URL, WAIT, Requests.REASON);
        Optional<Target> target = target(body);
        Checked link = TestLinks.link(body.text(URL, 4_000).orElse(TestLinks.DEFAULT_URL));
        if (link instanceof Checked.Invalid wrong) {
            wrong.violations().forEach(violation -> body.wrong(violation.field(), violation.message()));
        }
        Duration wait = Duration.ofSeconds(body.number(WAIT, 0, LONGEST_WAIT).orElse(DEFAULT_WAIT));
        Act act = Requests.act(ctx, body);
        body.finish();
        ref(ctx).compose(ref -> Requests.asked(
                                tests.send(ref, target.orElseThrow(), ((Checked.Valid) link).link(), act))
                        .compose(id -> Requests.found(id, IntegrationApi.absent(ref)))
                        .compose(id -> Requests.asked(tests.await(ref.tenant(), id, wait))))
                .onSuccess(view -> Answers.success(ctx, 201, TestRun.json(view), List.of()))
                .onFailure(ctx::fail);
    }

    private static Optional<Target> target(BodyReader body) {
        if (body.has(CANDIDATE) == body.has(APPLICATION)) {
            body.wrong(CANDIDATE, "or application_id must be there, and not both: a link is for one of the two");
        }
        Optional<Target> candidate = body.one(CANDIDATE, id -> target(Target.Kind.CANDIDATE, id), ID_RULE);
        Optional<Target> application = body.one(APPLICATION, id -> target(Target.Kind.APPLICATION, id), ID_RULE);
        return candidate.or(() -> application);
    }

    private static Optional<Target> target(Target.Kind kind, @Nullable Object value) {
        return value instanceof String id && Target.isId(id) ? Optional.of(new Target(kind, id)) : Optional.empty();
    }

    private Future<IntegrationRef> ref(RoutingContext ctx) {
        return Requests.tenant(tenants, ctx).map(tenant -> IntegrationApi.ref(ctx, tenant));
    }

    private Future<Void> answer(RoutingContext ctx, IntegrationRef ref, List<String> warnings) {
        return Requests.asked(settings.find(ref))
                .compose(found -> Requests.found(found, IntegrationApi.absent(ref)))
                .onSuccess(view -> IntegrationApi.answer(ctx, 200, view, warnings))
                .mapEmpty();
    }
}
