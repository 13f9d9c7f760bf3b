package dev.passback.core.credential;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.webhook.WebhookRef;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Set;

/** The public half: seals credentials, cannot open them. Whoever has it need not know that its keys are rotated. Thread-safe. */
public final class SealingKeys {

    private record Sealer(HybridEncrypt primary, long id, Set<Long> ids) {}

    private volatile Sealer sealer;

    private SealingKeys(Sealer sealer) {
        this.sealer = sealer;
    }

    /**
     * Reads a public keyset in Tink's JSON form.
     *
     * @throws IllegalArgumentException if it is none; the message says so without its content
     */
    public static SealingKeys parse(String json) {
        return new SealingKeys(read(json));
    }

    /**
     * From now on it seals as this public keyset says.
     *
     * @throws IllegalArgumentException if it is none; it goes on with the keys that it has then
     */
    public void renew(String json) {
        sealer = read(json);
    }

    private static Sealer read(String json) {
        try {
            Tink.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeysetWithoutSecret(json, RegistryConfiguration.get());
            return new Sealer(
                    keys.getPrimitive(RegistryConfiguration.get(), HybridEncrypt.class),
                    Integer.toUnsignedLong(keys.getPrimary().getId()),
                    Keyset.ids(keys));
        } catch (GeneralSecurityException | IllegalStateException wrong) {
            // the cause could quote the keyset
            throw new IllegalArgumentException(
                    "not a public keyset for sealing credentials; './passback secrets init' makes a pair");
        }
    }

    /** The id of the key that it seals with now. */
    public long keyId() {
        return sealer.id;
    }

    /** The ids of all its keys. */
    public Set<Long> ids() {
        return sealer.ids;
    }

    /** Seals a credential for one integration; only that one can have it opened. */
    public Sealed seal(Secret credential, IntegrationRef owner) {
        return seal(credential, SealContext.of(owner));
    }

    /** Seals what a webhook's messages are signed with; only that one can have it opened. */
    public Sealed seal(Secret signing, WebhookRef owner) {
        return seal(signing, SealContext.of(owner));
    }

    private Sealed seal(Secret secret, byte[] context) {
        Sealer now = sealer;
        try {
            byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
            return Sealed.of(now.id, now.primary.encrypt(plain, context));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("sealing failed", broken);
        }
    }
}
