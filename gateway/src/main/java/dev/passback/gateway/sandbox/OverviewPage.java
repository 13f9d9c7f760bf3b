package dev.passback.gateway.sandbox;

import dev.passback.gateway.sandbox.answer.Answers;
import dev.passback.gateway.sandbox.reaction.Directives;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/** Tells whoever opens the sandbox in a browser what it is. */
final class OverviewPage {

    private static final Buffer PAGE = Buffer.buffer("""
            Passback's sandbox upstream: it speaks Kombo's two result-link endpoints and misbehaves on request.
            Nothing leaves this process.

              POST /v1/ats/candidates/{id}/result-links      POST /v1/ats/applications/{id}/result-links
              GET  /v1/check-api-key                         GET  /v1/integrations/{id}

            Key: %s (any integration id but %s...)

              GET /sandbox/calls?integration=&target=&after=&limit=     DELETE /sandbox/calls
              GET /sandbox/summary
              GET, PUT, DELETE /sandbox/rules      [{"integration":"*","target":"*","force":"429x3"}]
              GET, PUT, DELETE /sandbox/accounts   [{"key":"...","integrations":["..."]}]
              GET, PUT, DELETE /sandbox/limits     [{"integration":"*","concurrency":30}]

            A target id force-DIRECTIVE asks for one of these, as does "force" in a rule. xN behind it: for the first N
            calls only. ~anything behind that: makes the id unique. Example: force-503x2~ada

            %s
            """.formatted(
                    Accounts.DEFAULT_KEY,
                    Accounts.UNKNOWN,
                    Directives.FORMS.stream()
                            .map(form -> "  %-20s %s".formatted(form.name(), form.meaning()))
                            .collect(Collectors.joining("\n"))));

    private OverviewPage() {}

    static void show(RoutingContext ctx) {
        Answers.send(ctx, 200, "text/plain; charset=utf-8", PAGE);
    }
}
