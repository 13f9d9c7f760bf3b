package dev.passback.gateway.api;

import static dev.passback.core.submission.Target.Kind.APPLICATION;
import static dev.passback.core.submission.Target.Kind.CANDIDATE;

import dev.passback.core.submission.ResultLinkRules;
import dev.passback.core.tenant.Scope;
import dev.passback.gateway.http.Authentication;
import dev.passback.gateway.http.Problems;
import dev.passback.gateway.http.RequestForm;
import dev.passback.gateway.http.RequestId;
import dev.passback.gateway.http.SlowRequests;
import dev.passback.gateway.limit.RateLimit;
import dev.passback.gateway.manage.ManagementRoutes;
import dev.passback.gateway.submission.ResultLinkApi;
import dev.passback.gateway.submission.SubmissionActApi;
import dev.passback.gateway.submission.SubmissionApi;
import dev.passback.gateway.tenant.KeyApi;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.List;
import java.util.function.UnaryOperator;

/** The tenant API: the list of its routes with their filters. Beside it, on the same port, stands the management API. */
public final class ApiServer {

    // Longer than the longest wait of a caller: a connection that is silent for this long is dead.
    private static final int IDLE_SECONDS = 90;
    private static final int LONGEST_HEADERS = 16 * 1024;

    private final Vertx vertx;
    private final Authentication authentication;
    private final RateLimit rate;
    private final ResultLinkApi resultLinks;
    private final SubmissionApi submissions;
    private final SubmissionActApi acts;
    private final ManagementRoutes management;

    public ApiServer(
            Vertx vertx,
            Authentication authentication,
            RateLimit rate,
            ResultLinkApi resultLinks,
            SubmissionApi submissions,
            SubmissionActApi acts,
            ManagementRoutes management) {
        this.vertx = vertx;
        this.authentication = authentication;
        this.rate = rate;
        this.resultLinks = resultLinks;
        this.submissions = submissions;
        this.acts = acts;
        this.management = management;
    }

    /**
     * A server that is not listening yet.
     *
     * @param secure adds TLS, if there is to be any
     * @param before filters before all routes
     */
    public HttpServer create(UnaryOperator<HttpServerOptions> secure, List<Handler<RoutingContext>> before) {
        HttpServerOptions options = new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setCompressionSupported(false);
        SlowRequests slow = new SlowRequests(vertx);
        return vertx.createHttpServer(secure.apply(options))
                .connectionHandler(slow::watch)
                .requestHandler(router(slow, before))
                .invalidRequestHandler(Problems::malformed);
    }

    private Router router(SlowRequests slow, List<Handler<RoutingContext>> before) {
        Router router = Router.router(vertx);
        router.route().handler(RequestForm::require);
        router.route().handler(slow);
        router.route().handler(RequestId::echo);
        before.forEach(filter -> router.route().handler(filter));
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
                .handler(rate)
                .handler(write)
                .handler(body)
                .handler(ctx -> resultLinks.submit(ctx, CANDIDATE));
        router.post(base + "/ats/applications/:target/result-links")
                .handler(authentication)
                .handler(rate)
                .handler(write)
                .handler(body)
                .handler(ctx -> resultLinks.submit(ctx, APPLICATION));
        router.get(base + "/check-api-key")
                .handler(authentication)
                .handler(rate)
                .handler(KeyApi::check);
        router.get(base + "/submissions")
                .handler(authentication)
                .handler(rate)
                .handler(read)
                .handler(submissions::list);
        router.get(base + "/submissions/:submission")
                .handler(authentication)
                .handler(rate)
                .handler(read)
                .handler(submissions::show);
        router.post(base + "/submissions/:submission/retry")
                .handler(authentication)
                .handler(rate)
                .handler(act)
                .handler(body)
                .handler(acts::retry);
        router.post(base + "/submissions/:submission/cancel")
                .handler(authentication)
                .handler(rate)
                .handler(act)
                .handler(body)
                .handler(acts::cancel);
    }
}
