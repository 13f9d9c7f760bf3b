package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.Token;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When the claims of an ID token count: section 3.1.3.7 of OpenID Connect Core. Its signature was verified before; the library
 * that did so lets pass what is absent, so everything is asked for here.
 */
record IdTokenRules(ProviderSettings settings) {

    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

    /** What is wrong with it, without its content; nothing when it counts. */
    Optional<String> problem(JsonObject claims, Token nonce, Instant now) {
        if (!settings.issuer().toString().equals(text(claims, "iss").replaceFirst("/+$", ""))) {
            return Optional.of("the ID token is of another issuer");
        }
        List<String> audience = texts(claims, "aud");
        if (!audience.contains(settings.clientId())) {
            return Optional.of("the ID token is for another client");
        }
        boolean party = claims.containsKey("azp") || audience.size() > 1;
        if (party && !settings.clientId().equals(text(claims, "azp"))) {
            return Optional.of("the ID token was issued to another client");
        }
        if (!(claims.getValue("exp") instanceof Number end)
                || !Instant.ofEpochSecond(end.longValue()).plus(CLOCKS_DIFFER).isAfter(now)) {
            return Optional.of("the ID token is over");
        }
        if (!Token.same(nonce.text(), text(claims, "nonce"))) {
            return Optional.of("the ID token belongs to another sign-in");
        }
        return text(claims, "sub").isEmpty() ? Optional.of("the ID token names nobody") : Optional.empty();
    }

    /** A claim that is a text; empty when it is none. */
    static String text(JsonObject claims, String name) {
        return claims.getValue(name) instanceof String text ? text : "";
    }

    /** A claim that is a text or a list of texts. */
    static List<String> texts(JsonObject claims, String name) {
        Object value = claims.getValue(name);
        Stream<?> all = value instanceof JsonArray list ? list.stream() : Stream.of(value == null ? "" : value);
        return all.filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
