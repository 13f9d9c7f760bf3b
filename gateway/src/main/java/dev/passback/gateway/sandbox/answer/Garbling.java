package dev.passback.gateway.sandbox.answer;

import dev.passback.gateway.sandbox.reaction.KomboError;
import dev.passback.gateway.sandbox.reaction.Reaction.Garble;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Answers that are complete HTTP and yet not what Kombo's docs promise. */
final class Garbling {

    private static final int HUGE_BYTES = 5 * 1024 * 1024;

    private Garbling() {}

    static void send(RoutingContext ctx, Garble garbled) {
        int status = garbled.status();
        switch (garbled.how()) {
            case HTML -> Answers.send(ctx, status, "text/html", page(status));
            case TEXT -> Answers.send(ctx, status, "text/plain", Buffer.buffer("upstream connect error\n"));
            case EMPTY -> Answers.send(ctx, status, Answers.JSON, Buffer.buffer());
            case TRUNCATED -> Answers.send(ctx, status, Answers.JSON, half(whole(status)));
            case HUGE -> Answers.send(ctx, status, Answers.JSON, huge());
        }
    }

    private static Buffer page(int status) {
        return Buffer.buffer("<html>\r\n<head><title>" + status + "</title></head>\r\n<body>\r\n<center><h1>" + status
                + "</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n");
    }

    private static JsonObject whole(int status) {
        return status < 300 ? KomboJson.added(1) : KomboJson.error(KomboError.natural(status), Optional.empty());
    }

    private static Buffer half(JsonObject json) {
        Buffer text = json.toBuffer();
        return text.getBuffer(0, text.length() / 2);
    }

    private static Buffer huge() {
        JsonObject filler = new JsonObject().put("filler", "x".repeat(HUGE_BYTES));
        return KomboJson.added(0).put("data", filler).toBuffer();
    }
}
