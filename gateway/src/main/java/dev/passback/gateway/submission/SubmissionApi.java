package dev.passback.gateway.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.SubmissionHistory;
import dev.passback.db.submission.SubmissionPage;
import dev.passback.db.submission.SubmissionView;
import dev.passback.db.submission.TenantSubmissions;
import dev.passback.gateway.http.Answers;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.SelfUrl;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells a tenant what became of its submissions: of one, or of all as a list. */
public final class SubmissionApi {

    private final SubmissionHistory history;
    private final TenantSubmissions lists;

    public SubmissionApi(SubmissionHistory history, TenantSubmissions lists) {
        this.history = history;
        this.lists = lists;
    }

    /** Answers {@code GET /v1/submissions}: a page of the caller's own, newest first. */
    public void list(RoutingContext ctx) {
        ListRequest request = ListRequest.read(ctx.queryParams());
        TenantId tenant = Authentication.caller(ctx).tenant().id();
        lists.list(tenant, request.filter(), request.olderThan(), request.limit())
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .onSuccess(page -> Answers.success(ctx, 200, json(ctx, page), List.of()))
                .onFailure(ctx::fail);
    }

    private static JsonObject json(RoutingContext ctx, SubmissionPage page) {
        List<JsonObject> results = page.lines().stream()
                .map(line -> SubmissionJson.listed(line, SelfUrl.of(ctx, line.id())))
                .toList();
        return new JsonObject()
                .put("results", new JsonArray(results))
                .put("next", page.older() ? ListCursor.of(page.lines().getLast().id()) : null);
    }

    /** Answers {@code GET /v1/submissions/{id}}; another tenant's does not exist for the caller. */
    public void show(RoutingContext ctx) {
        TenantId tenant = Authentication.caller(ctx).tenant().id();
        find(String.valueOf(ctx.pathParam("submission")), tenant)
                .onSuccess(found -> Answers.success(
                        ctx,
                        200,
                        SubmissionJson.of(found, SelfUrl.of(ctx, found.line().id())),
                        List.of()))
                .onFailure(ctx::fail);
    }

    private Future<SubmissionView> find(String text, TenantId tenant) {
        return SubmissionId.parse(text)
                .map(id -> history.find(id, Optional.of(Set.of(tenant)))
                        .recover(down -> Future.failedFuture(ApiError.unavailable())))
                .orElse(Future.succeededFuture(Optional.empty()))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(
                                ApiError.notFound("This key's tenant has no submission with this id."))));
    }
}
