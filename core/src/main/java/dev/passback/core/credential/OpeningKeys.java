package dev.passback.core.credential;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.passback.core.integration.IntegrationRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** The private half: opens sealed credentials. Only the delivery engine holds it. Thread-safe. */
public final class OpeningKeys {

    private final HybridDecrypt opener;

    private OpeningKeys(KeysetHandle keys) throws GeneralSecurityException {
        this.opener = keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    /**
     * Reads a private keyset in Tink's JSON form.
     *
     * @throws IllegalArgumentException if it is none; the message says so without its content
     */
    public static OpeningKeys parse(Secret json) {
        try {
            Tink.register();
            return new OpeningKeys(TinkJsonProtoKeysetFormat.parseKeyset(
                    json.reveal(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException wrong) {
            // the cause could quote the keyset
            throw new IllegalArgumentException(
                    "not a private keyset for opening credentials; './passback secrets init' makes a pair");
        }
    }

    /**
     * Opens a sealed credential. Takes some tenths of a millisecond of computing.
     *
     * @throws CannotOpenException if it was sealed for another integration or with a key that this keyset lacks
     */
    public Secret open(Sealed sealed, IntegrationRef owner) {
        try {
            return new Secret(
                    new String(opener.decrypt(sealed.bytes(), SealContext.of(owner)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException closed) {
            throw new CannotOpenException(sealed.keyId());
        }
    }

    /** A credential that these keys do not open. */
    public static final class CannotOpenException extends RuntimeException {
        CannotOpenException(long keyId) {
            super("the credential was sealed with key " + keyId
                    + " or for another integration; the opening keys of this node do not open it");
        }
    }
}
