package dev.passback.adminui.staff.provider;

import dev.passback.adminui.http.LocalPath;
import dev.passback.adminui.http.Token;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What binds a sign-in at the provider to the browser that began it. It is kept in a cookie of that browser alone.
 *
 * @param state comes back in the address
 * @param nonce comes back in the ID token
 * @param verifier is shown when the code is exchanged, so that a code that was stolen on its way is worth nothing
 * @param to where to go afterwards
 */
record Handshake(Token state, Token nonce, Token verifier, LocalPath to) {

    static Handshake begin(LocalPath to) {
        return new Handshake(Token.next(), Token.next(), Token.next(), to);
    }

    /** As it stands in the cookie. */
    String cookie() {
        String path =
                Base64.getUrlEncoder().withoutPadding().encodeToString(to.text().getBytes(StandardCharsets.UTF_8));
        return String.join(".", state.text(), nonce.text(), verifier.text(), path);
    }

    /** Reads what a browser sent; nothing when that is none of ours. */
    static Optional<Handshake> parse(String cookie) {
        String[] parts = cookie.split("\\.", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        Optional<Token> state = Token.parse(parts[0]);
        Optional<Token> nonce = Token.parse(parts[1]);
        Optional<Token> verifier = Token.parse(parts[2]);
        return state.isPresent() && nonce.isPresent() && verifier.isPresent()
                ? Optional.of(new Handshake(state.get(), nonce.get(), verifier.get(), path(parts[3])))
                : Optional.empty();
    }

    private static LocalPath path(String text) {
        try {
            return LocalPath.of(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notEncoded) {
            return LocalPath.START;
        }
    }

    /** What the provider is told of the verifier beforehand (S256 of RFC 7636). */
    String challenge() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(verifier.hash());
    }
}
