package dev.passback.core.credential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.webhook.WebhookRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;

/** The private half: opens sealed credentials. Only the delivery engine holds it. Thread-safe. */
public final class OpeningKeys {

    private final HybridDecrypt opener;
    private final Set<Long> ids;

    private OpeningKeys(HybridDecrypt opener, Set<Long> ids) {
        this.opener = opener;
        this.ids = Set.copyOf(ids);
    }

    /**
     * Reads a private keyset in Tink's JSON form.
     *
     * @throws IllegalArgumentException if it is none; the message says so without its content
     */
    public static OpeningKeys parse(Secret json) {
        return of(Keyset.parse(json));
    }

    /**
     * Reads a private keyset in Tink's encrypted JSON form.
     *
     * @param wrapping the key that it was encrypted with, which a key service may hold; asking it may block
     * @throws IllegalArgumentException if it is none, or was encrypted with another key
     */
    public static OpeningKeys parse(Secret encryptedJson, Aead wrapping) {
        return of(Keyset.parse(encryptedJson, wrapping));
    }

    /** The same keys, for opening. */
    public static OpeningKeys of(Keyset keys) {
        try {
            return new OpeningKeys(keys.opener(), keys.ids());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("keys that were read open nothing", broken);
        }
    }

    /** The ids of the keys that it opens with. */
    public Set<Long> ids() {
        return ids;
    }

    /**
     * Opens a sealed credential. Takes some tenths of a millisecond of computing.
     *
     * @throws CannotOpenException if it was sealed for another integration or with a key that this keyset lacks
     */
    public Secret open(Sealed sealed, IntegrationRef owner) {
        return open(sealed, SealContext.of(owner));
    }

    /** Opens what a webhook's messages are signed with; as {@link #open(Sealed, IntegrationRef)}. */
    public Secret open(Sealed sealed, WebhookRef owner) {
        return open(sealed, SealContext.of(owner));
    }

    private Secret open(Sealed sealed, byte[] context) {
        if (!ids.contains(sealed.keyId())) {
            throw CannotOpenException.lacking(sealed.keyId(), ids);
        }
        try {
            return new Secret(new String(opener.decrypt(sealed.bytes(), context), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException closed) {
            throw CannotOpenException.altered(sealed.keyId());
        }
    }

    /** A credential that these keys do not open. */
    public static final class CannotOpenException extends RuntimeException {
        private CannotOpenException(String message) {
            super(message);
        }

        private static CannotOpenException lacking(long keyId, Set<Long> ids) {
            return new CannotOpenException("the credential was sealed with key " + keyId
                    + " that the opening keys lack; they are "
                    + ids.stream().map(String::valueOf).sorted().toList());
        }

        private static CannotOpenException altered(long keyId) {
            return new CannotOpenException("the credential was sealed with key " + keyId
                    + " that is there, but for another integration, or it was altered since");
        }
    }
}
