package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.Token;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the provider says of somebody, in an ID token that counts.
 *
 * @param token the ID token itself: the provider wants to see it again when the person signs out
 */
record Vouched(JsonObject claims, String token) {

    private static final int LONGEST_NAME = 200;

    /** Who it is, for ever: issuer and the provider's own id. */
    String subject() {
        return IdTokenRules.text(claims, "iss").replaceFirst("/+$", "") + " " + IdTokenRules.text(claims, "sub");
    }

    List<String> groups(String claim) {
        return IdTokenRules.texts(claims, claim);
    }

    /** What to call the person, the best first; the last one can hardly be taken. */
    List<String> names() {
        List<String> wanted = Stream.of("preferred_username", "email")
                .map(claim -> IdTokenRules.text(claims, claim)
                        .replaceAll("\\p{Cntrl}", "")
                        .strip())
                .filter(name -> !name.isEmpty() && name.length() <= LONGEST_NAME)
                .toList();
        String base = wanted.isEmpty() ? "staff" : wanted.getFirst();
        return Stream.concat(wanted.stream(), Stream.of(base + " " + mark()))
                .distinct()
                .toList();
    }

    private String mark() {
        byte[] hash = Token.hash(subject());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 8);
    }

    @Override
    public String toString() {
        return "Vouched[***]";
    }
}
