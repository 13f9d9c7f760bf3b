package dev.passback.gateway.credential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/** A key service as Tink's integrations are: found on the class path by the addresses that it supports. Its one key is in memory. */
public final class CabinetKeyService implements KmsClient {

    public static final String KEY = "cabinet://second-drawer";

    private static final Aead AEAD = aead();

    @Override
    public boolean doesSupport(String keyUri) {
        return keyUri.startsWith("cabinet://");
    }

    @Override
    public KmsClient withCredentials(String credentialPath) {
        return this;
    }

    @Override
    public KmsClient withDefaultCredentials() {
        return this;
    }

    @Override
    public Aead getAead(String keyUri) {
        return AEAD;
    }

    private static Aead aead() {
        try {
            AeadConfig.register();
            return KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, RegistryConfiguration.get())
                    .getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
