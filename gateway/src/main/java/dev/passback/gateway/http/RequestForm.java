package dev.passback.gateway.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what the HTTP decoder lets pass although two readers may take it for different requests (RFC 9110, section 5.5; RFC 9112,
 * sections 3.2 and 11.2): a proxy before us may have decided on the other reading.
 */
public final class RequestForm {

    /** Of each of these only one makes sense, and we act on it. HTTP/2 may split Cookie (RFC 9113, section 8.2.3), so it is not here. */
    private static final List<String> SINGLE =
            List.of("Host", "Authorization", "X-Integration-Id", "Content-Type", "Idempotency-Key");

    private static final int HOST = 1;
    private static final String NOT_IN_NAMES = "()<>@,;:\\\"/[]?={}";

    private RequestForm() {}

    /** Filter, the first of all: what can be read in one way only goes on; the rest is answered 400, and its connection ends. */
    public static void require(RoutingContext ctx) {
        String objection = objection(ctx.request());
        if (objection == null) {
            ctx.next();
        } else {
            Problems.malformed(ctx.request(), objection);
        }
    }

    private static @Nullable String objection(HttpServerRequest request) {
        int seen = 0;
        for (Map.Entry<String, String> header : request.headers()) {
            if (!isName(header.getKey())) {
                return "A header has a name that HTTP does not allow.";
            }
            if (!isValue(header.getValue())) {
                return "The header " + header.getKey() + " holds a control character; HTTP does not allow it.";
            }
            int bit = bit(header.getKey());
            if ((seen & bit) != 0) {
                return "The header " + header.getKey() + " is there more than once; send it once.";
            }
            seen |= bit;
        }
        return request.version() == HttpVersion.HTTP_1_1 && (seen & HOST) == 0
                ? "The header Host is missing; HTTP/1.1 asks for it."
                : null;
    }

    /** A bit for each of the single ones; none for the others. */
    private static int bit(String name) {
        for (int i = 0; i < SINGLE.size(); i++) {
            if (SINGLE.get(i).equalsIgnoreCase(name)) {
                return 1 << i;
            }
        }
        return 0;
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 127 || NOT_IN_NAMES.indexOf(c) >= 0) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean isValue(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 127) {
                return false;
            }
        }
        return true;
    }
}
