package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answerer;
import dev.passback.gateway.sandbox.ledger.Call;
import dev.passback.gateway.sandbox.ledger.InFlight;
import dev.passback.gateway.sandbox.ledger.Ledger;
import dev.passback.gateway.sandbox.ledger.Received;
import dev.passback.gateway.sandbox.ledger.Target;
import dev.passback.gateway.sandbox.reaction.Directives;
import dev.passback.gateway.sandbox.reaction.KomboError;
import dev.passback.gateway.sandbox.reaction.Reaction;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import dev.passback.gateway.sandbox.reaction.Script;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Takes result links: decides, notes the decision, and only then lets it happen. */
final class ResultLinkApi {

    private static final Set<String> KEPT_HEADERS = Set.of("traceparent", "user-agent", "content-type");
    private static final String OWN_HEADERS = "passback-";

    private final RequestChecks checks;
    private final Script script;
    private final Ledger ledger;
    private final InFlight inFlight;
    private final Answerer answerer;

    ResultLinkApi(RequestChecks checks, Script script, Ledger ledger, InFlight inFlight, Answerer answerer) {
        this.checks = checks;
        this.script = script;
        this.ledger = ledger;
        this.inFlight = inFlight;
        this.answerer = answerer;
    }

    /** Called when the whole request was read. */
    void add(RoutingContext ctx, Target.Kind kind) {
        Received received = received(ctx, new Target(kind, Objects.requireNonNull(ctx.pathParam("id"))));
        Reaction reaction =
                firstProblem(ctx.request(), received).<Reaction>map(Refuse::new).orElseGet(() -> enter(ctx, received));
        Call call = ledger.note(received, reaction.answered(), reaction.taken());
        answerer.answer(ctx, call, reaction);
    }

    private Optional<KomboError> firstProblem(HttpServerRequest request, Received received) {
        String key = RequestChecks.key(request);
        return checks.keyProblem(key)
                .or(() -> checks.integrationProblem(key, received.integration()))
                .or(() -> BodyCheck.problem(received.body()).map(KomboError::inputInvalid));
    }

    private Reaction enter(RoutingContext ctx, Received received) {
        String integration = received.integration();
        boolean withinLimit = inFlight.enter(integration);
        ctx.addEndHandler(over -> inFlight.leave(integration));
        return withinLimit ? script.next(integration, received.target().id()) : Directives.tooManyInFlight();
    }

    private static Received received(RoutingContext ctx, Target target) {
        HttpServerRequest request = ctx.request();
        String body = Optional.ofNullable(ctx.body().asString()).orElse("");
        String keyTail = Account.tail(RequestChecks.key(request));
        return new Received(target, RequestChecks.integration(request), keyTail, body, keptHeaders(request));
    }

    private static Map<String, String> keptHeaders(HttpServerRequest request) {
        Map<String, String> kept = new LinkedHashMap<>();
        request.headers().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (KEPT_HEADERS.contains(name) || name.startsWith(OWN_HEADERS)) {
                kept.merge(name, header.getValue(), (one, next) -> one + ", " + next);
            }
        });
        return kept;
    }
}
