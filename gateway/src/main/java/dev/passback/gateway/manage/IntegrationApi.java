package dev.passback.gateway.manage;

import dev.passback.core.credential.Secret;
import dev.passback.core.delivery.RetryPolicy;
import dev.passback.core.integration.Integration;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import dev.passback.db.integration.IntegrationFilter;
import dev.passback.db.integration.IntegrationSettings;
import dev.passback.db.integration.IntegrationStore;
import dev.passback.db.integration.IntegrationView;
import dev.passback.db.tenant.TenantStore;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import dev.passback.gateway.http.QueryReader;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Integrations: what they are set to. What can be done to them is in {@link IntegrationActApi}. */
public final class IntegrationApi {

    private static final String ID = "id";
    private static final URI NOWHERE = URI.create("https://example.invalid");

    private final TenantStore tenants;
    private final IntegrationStore store;
    private final IntegrationSettings settings;
    private final Sealer sealer;

    public IntegrationApi(TenantStore tenants, IntegrationStore store, IntegrationSettings settings, Sealer sealer) {
        this.tenants = tenants;
        this.store = store;
        this.settings = settings;
        this.sealer = sealer;
    }

    void list(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        tenant(ctx)
                .compose(tenant -> Requests.asked(settings.list(
                        IntegrationFilter.of(tenant),
                        page.after().map(id -> new IntegrationRef(tenant, id)),
                        page.limit())))
                .onSuccess(found -> Answers.success(ctx, 200, json(found), List.of()))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(dev.passback.db.Page<IntegrationView> page) {
        return Requests.json(
                page, IntegrationJson::of, view -> view.integration().ref().id());
    }

    /** Creates an integration; the same again is no harm, another with that id is refused. */
    void create(RoutingContext ctx) {
        BodyReader body = BodyReader.of(
                        ctx,
                        ID,
                        IntegrationFields.LABEL,
                        IntegrationFields.CONNECTOR,
                        IntegrationFields.BASE_URL,
                        Sealer.CREDENTIAL,
                        IntegrationFields.CAP,
                        IntegrationFields.WAIT,
                        IntegrationFields.CALL_TIMEOUT,
                        IntegrationFields.RETRY_WAITS,
                        IntegrationFields.RETRY_WINDOW,
                        IntegrationFields.UNSURE,
                        IntegrationFields.UNSURE_WAIT,
                        IntegrationFields.MAY_ADD,
                        Requests.REASON)
                .needs(ID, IntegrationFields.BASE_URL, Sealer.CREDENTIAL);
        Optional<String> id = body.one(ID, IntegrationApi::id, IntegrationRef.ID_RULE);
        body.one(IntegrationFields.CONNECTOR, IntegrationApi::connector, "must be kombo");
        Integration draft = IntegrationFields.read(body, fresh(new IntegrationRef(new TenantId(0), id.orElse(""))));
        Optional<Secret> credential = Sealer.read(body);
        Act act = Requests.act(ctx, body);
        body.finish();
        tenant(ctx)
                .compose(tenant -> create(of(tenant, draft), credential.orElseThrow(), act)
                        .compose(status -> find(new IntegrationRef(tenant, id.orElseThrow()))
                                .onSuccess(view -> answer(ctx, status, view, said(status)))))
                .onFailure(ctx::fail);
    }

    private Future<Integer> create(Integration integration, Secret credential, Act act) {
        return Requests.asked(store.create(integration, sealer.seal(credential, integration.ref()), act))
                .map(made -> 201)
                .recover(failure -> Failures.isDuplicate(failure) ? same(integration) : Future.failedFuture(failure));
    }

    private Future<Integer> same(Integration integration) {
        return find(integration.ref())
                .compose(there -> IntegrationCopy.inState(
                                        integration, there.integration().state())
                                .equals(there.integration())
                        ? Future.succeededFuture(200)
                        : Future.failedFuture(ApiError.conflict("The tenant has an integration \""
                                + integration.ref().id() + "\" with other settings; PATCH it to change them.")));
    }

    private static List<String> said(int status) {
        return status == 201
                ? List.of()
                : List.of("Nothing was changed: it is there already. Credentials cannot be compared; to set one, "
                        + "POST it to .../credential.");
    }

    void show(RoutingContext ctx) {
        tenant(ctx)
                .compose(tenant -> find(ref(ctx, tenant)))
                .onSuccess(view -> answer(ctx, 200, view, List.of()))
                .onFailure(ctx::fail);
    }

    /** Changes settings; a field that is absent stays as it is. */
    void change(RoutingContext ctx) {
        long version = Versions.wanted(ctx);
        tenant(ctx)
                .compose(tenant -> find(ref(ctx, tenant)))
                .compose(was -> {
                    BodyReader body = BodyReader.of(
                            ctx,
                            IntegrationFields.LABEL,
                            IntegrationFields.BASE_URL,
                            IntegrationFields.CAP,
                            IntegrationFields.WAIT,
                            IntegrationFields.CALL_TIMEOUT,
                            IntegrationFields.RETRY_WAITS,
                            IntegrationFields.RETRY_WINDOW,
                            IntegrationFields.UNSURE,
                            IntegrationFields.UNSURE_WAIT,
                            IntegrationFields.MAY_ADD,
                            Requests.REASON);
                    Integration wanted = IntegrationFields.read(body, was.integration());
                    Act act = Requests.act(ctx, body);
                    body.finish();
                    return Requests.asked(settings.change(wanted, version, act))
                            .compose(change -> Versions.made(change, absent(wanted.ref())))
                            .compose(changed -> find(wanted.ref()));
                })
                .onSuccess(view -> answer(ctx, 200, view, List.of()))
                .onFailure(ctx::fail);
    }

    private static Integration fresh(IntegrationRef ref) {
        return new Integration(
                ref,
                ref.id(),
                "kombo",
                NOWHERE,
                Integration.State.ACTIVE,
                Integration.Limits.DEFAULT,
                RetryPolicy.DEFAULT);
    }

    private static Integration of(TenantId tenant, Integration draft) {
        return IntegrationCopy.of(new IntegrationRef(tenant, draft.ref().id()), draft);
    }

    private static Optional<String> id(@Nullable Object value) {
        return value instanceof String id && IntegrationRef.isId(id) ? Optional.of(id) : Optional.empty();
    }

    private static Optional<String> connector(@Nullable Object value) {
        return "kombo".equals(value) ? Optional.of("kombo") : Optional.empty();
    }

    private Future<TenantId> tenant(RoutingContext ctx) {
        return Requests.tenant(tenants, ctx);
    }

    static IntegrationRef ref(RoutingContext ctx, TenantId tenant) {
        return new IntegrationRef(tenant, Requests.path(ctx, "integration"));
    }

    private Future<IntegrationView> find(IntegrationRef ref) {
        return Requests.asked(settings.find(ref)).compose(found -> Requests.found(found, absent(ref)));
    }

    static String absent(IntegrationRef ref) {
        return "The tenant has no integration " + QueryReader.quoted(ref.id()) + ".";
    }

    static void answer(RoutingContext ctx, int status, IntegrationView view, List<String> warnings) {
        Versions.tag(ctx, view.version());
        Answers.success(ctx, status, IntegrationJson.of(view), warnings);
    }
}
