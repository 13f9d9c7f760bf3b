package dev.passback.gateway.manage;

import dev.passback.core.tenant.TenantId;
import dev.passback.core.tenant.TenantLimits;
import dev.passback.core.tenant.TenantName;
import dev.passback.db.Change;
import dev.passback.db.Failures;
import dev.passback.db.audit.Act;
import dev.passback.db.tenant.TenantStore;
import dev.passback.db.tenant.TenantView;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.BodyReader;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Tenants: the internal services that send, what they may send, and whether they may at all. */
public final class TenantApi {

    private static final String NAME = "name";

    private final TenantStore tenants;

    public TenantApi(TenantStore tenants) {
        this.tenants = tenants;
    }

    void list(RoutingContext ctx) {
        PageQuery page = PageQuery.read(ctx);
        Requests.asked(tenants.list(Optional.empty(), page.after(), page.limit()))
                .onSuccess(found -> Answers.success(
                        ctx,
                        200,
                        Requests.json(
                                found, TenantJson::of, view -> view.tenant().name()),
                        List.of()))
                .onFailure(ctx::fail);
    }

    /** Creates a tenant; the same again is no harm, another of that name is refused. */
    void create(RoutingContext ctx) {
        BodyReader body = BodyReader.of(
                        ctx, NAME, TenantFields.RATE, TenantFields.BURST, TenantFields.PER_DAY, Requests.REASON)
                .needs(NAME);
        Optional<String> name = body.one(NAME, TenantName::read, TenantName.RULE);
        TenantLimits limits = TenantFields.limits(body, TenantLimits.NONE);
        Act act = Requests.act(ctx, body);
        body.finish();
        Requests.asked(tenants.create(name.orElseThrow(), limits, act))
                .map(created -> 201)
                .recover(failure ->
                        Failures.isDuplicate(failure) ? same(name.orElseThrow(), limits) : Future.failedFuture(failure))
                .compose(status -> find(name.orElseThrow()).onSuccess(view -> answer(ctx, status, view, List.of())))
                .onFailure(ctx::fail);
    }

    private Future<Integer> same(String name, TenantLimits limits) {
        return find(name)
                .compose(there -> there.limits().equals(limits)
                        ? Future.succeededFuture(200)
                        : Future.failedFuture(ApiError.conflict(
                                "There is a tenant \"" + name + "\" with other limits; PATCH it to change them.")));
    }

    void show(RoutingContext ctx) {
        find(Requests.path(ctx, "tenant"))
                .onSuccess(view -> answer(ctx, 200, view, List.of()))
                .onFailure(ctx::fail);
    }

    /** Changes limits; a field that is absent stays as it is. */
    void change(RoutingContext ctx) {
        long version = Versions.wanted(ctx);
        String name = Requests.path(ctx, "tenant");
        find(name)
                .compose(was -> {
                    BodyReader body = BodyReader.of(
                            ctx, TenantFields.RATE, TenantFields.BURST, TenantFields.PER_DAY, Requests.REASON);
                    TenantLimits limits = TenantFields.limits(body, was.limits());
                    Act act = Requests.act(ctx, body);
                    body.finish();
                    return Requests.asked(tenants.limit(was.tenant().id(), limits, version, act));
                })
                .compose(change -> Versions.made(change, Requests.noTenant(name)))
                .compose(changed -> find(name))
                .onSuccess(view -> answer(ctx, 200, view, List.of()))
                .onFailure(ctx::fail);
    }

    void suspend(RoutingContext ctx) {
        act(ctx, tenants::suspend, "it is suspended already");
    }

    void resume(RoutingContext ctx) {
        act(ctx, tenants::resume, "it is not suspended");
    }

    private void act(RoutingContext ctx, BiFunction<TenantId, Act, Future<Change>> change, String otherwise) {
        BodyReader body = BodyReader.of(ctx, Requests.REASON);
        Act act = Requests.act(ctx, body);
        body.finish();
        String name = Requests.path(ctx, "tenant");
        find(name)
                .compose(view -> Requests.asked(change.apply(view.tenant().id(), act)))
                .compose(made -> Versions.made(made, Requests.noTenant(name)))
                .compose(changed ->
                        find(name).onSuccess(view -> answer(ctx, 200, view, Requests.unless(changed, otherwise))))
                .onFailure(ctx::fail);
    }

    private Future<TenantView> find(String name) {
        return Requests.asked(tenants.view(name, Optional.empty()))
                .compose(found -> Requests.found(found, Requests.noTenant(name)));
    }

    private static void answer(RoutingContext ctx, int status, TenantView view, List<String> warnings) {
        Versions.tag(ctx, view.version());
        Answers.success(ctx, status, TenantJson.of(view), warnings);
    }
}
