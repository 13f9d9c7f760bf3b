package dev.passback.core.credential;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import java.security.GeneralSecurityException;

/**
 * A fresh pair of keysets, both in Tink's JSON form.
 *
 * @param sealing the public one, for whoever writes credentials
 * @param opening the private one, for the delivery engine alone
 */
public record KeyPair(String sealing, Secret opening) {

    // HPKE of RFC 9180. The TINK variant puts the key's id before each ciphertext, which rotation needs.
    private static final HpkeParameters PARAMETERS = parameters();

    public static KeyPair generate() {
        try {
            Tink.register();
            KeysetHandle keys = KeysetHandle.generateNew(PARAMETERS, RegistryConfiguration.get());
            return new KeyPair(
                    TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
                            keys.getPublicKeysetHandle(), RegistryConfiguration.get()),
                    new Secret(TinkJsonProtoKeysetFormat.serializeKeyset(
                            keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no keys could be made", broken);
        }
    }

    private static HpkeParameters parameters() {
        try {
            return HpkeParameters.builder()
                    .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                    .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                    .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                    .setVariant(HpkeParameters.Variant.TINK)
                    .build();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
