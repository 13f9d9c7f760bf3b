package dev.passback.core.credential;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.passback.core.integration.IntegrationRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** The public half: seals credentials, cannot open them. Thread-safe. */
public final class SealingKeys {

    private final HybridEncrypt sealer;
    private final long primaryId;

    private SealingKeys(KeysetHandle keys) throws GeneralSecurityException {
        this.sealer = keys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class);
        this.primaryId = Integer.toUnsignedLong(keys.getPrimary().getId());
    }

    /**
     * Reads a public keyset in Tink's JSON form.
     *
     * @throws IllegalArgumentException if it is none; the message says so without its content
     */
    public static SealingKeys parse(String json) {
        try {
            Tink.register();
            return new SealingKeys(
                    TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json, RegistryConfiguration.get()));
        } catch (GeneralSecurityException wrong) {
            // the cause could quote the keyset
            throw new IllegalArgumentException(
                    "not a public keyset for sealing credentials; './passback secrets init' makes a pair");
        }
    }

    /** Seals a credential for one integration; only that one can have it opened. */
    public Sealed seal(Secret credential, IntegrationRef owner) {
        try {
            byte[] plain = credential.reveal().getBytes(StandardCharsets.UTF_8);
            return Sealed.of(primaryId, sealer.encrypt(plain, SealContext.of(owner)));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("sealing failed", broken);
        }
    }
}
