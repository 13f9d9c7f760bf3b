package dev.passback.gateway.api;

import static dev.passback.core.submission.Target.Kind.APPLICATION;
import static dev.passback.core.submission.Target.Kind.CANDIDATE;

import dev.passback.core.submission.ResultLinkRules;
import dev.passback.core.tenant.Scope;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.Problems;
import dev.passback.gateway.manage.ManagementRoutes;
import dev.passback.gateway.submission.ResultLinkApi;
import dev.passback.gateway.submission.SubmissionActApi;
import dev.passback.gateway.submission.SubmissionApi;
import dev.passback.gateway.tenant.KeyApi;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;

/** The tenant API: the list of its routes with their filters. Beside it, on the same port, stands the management API. */
public final class ApiServer {

    // Longer than the longest wait of a caller: a connection that is silent for this long is dead.
    private static final int IDLE_SECONDS = 90;
    private static final int LONGEST_HEADERS = 16 * 1024;

    private final Vertx vertx;
    private final Authentication authentication;
    private final ResultLinkApi resultLinks;
    private final SubmissionApi submissions;
    private final SubmissionActApi acts;
    private final ManagementRoutes management;

    public ApiServer(
            Vertx vertx,
            Authentication authentication,
            ResultLinkApi resultLinks,
            SubmissionApi submissions,
            SubmissionActApi acts,
            ManagementRoutes management) {
        this.vertx = vertx;
        this.authentication = authentication;
        this.resultLinks = resultLinks;
        this.submissions = submissions;
        this.acts = acts;
        this.management = management;
    }

    /** A server that is not listening yet. */
    public HttpServer create() {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setCompressionSupported(false);
        return vertx.createHttpServer(options).requestHandler(router()).invalidRequestHandler(Problems::malformed);
    }

    private Router router() {
        Router router = Router.router(vertx);
        // An SDK's base URL may or may not hold the /v1.
        routes(router, "/v1");
        routes(router, "");
        management.mount(router);
        Contract.mount(vertx, router);
        Problems.mount(router);
        return router;
    }

    private void routes(Router router, String base) {
        BodyHandler body = BodyHandler.create(false).setBodyLimit(ResultLinkRules.LARGEST_BODY);
        SecurityPolicyHandler write = Authentication.needs(Scope.WRITE);
        SecurityPolicyHandler act = Authentication.needs(Scope.ACT);
        SecurityPolicyHandler read = Authentication.needs(Scope.READ);

        router.post(base + "/ats/candidates/:target/result-links")
                .handler(authentication)
                .handler(write)
                .handler(body)
                .handler(ctx -> resultLinks.submit(ctx, CANDIDATE));
        router.post(base + "/ats/applications/:target/result-links")
                .handler(authentication)
                .handler(write)
                .handler(body)
                .handler(ctx -> resultLinks.submit(ctx, APPLICATION));
        router.get(base + "/check-api-key").handler(authentication).handler(KeyApi::check);
        router.get(base + "/submissions").handler(authentication).handler(read).handler(submissions::list);
        router.get(base + "/submissions/:submission")
                .handler(authentication)
                .handler(read)
                .handler(submissions::show);
        router.post(base + "/submissions/:submission/retry")
                .handler(authentication)
                .handler(act)
                .handler(body)
                .handler(acts::retry);
        router.post(base + "/submissions/:submission/cancel")
                .handler(authentication)
                .handler(act)
                .handler(body)
                .handler(acts::cancel);
    }
}
