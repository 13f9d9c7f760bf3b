package dev.passback.core.credential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A private keyset as a whole, for whoever makes it or rotates its keys. One of its keys is primary: what is sealed with the public
 * half is sealed with that one; every one of them opens. Immutable.
 */
public final class Keyset {

    // HPKE of RFC 9180. The TINK variant puts the key's id before each ciphertext, which rotation needs.
    private static final HpkeParameters PARAMETERS = parameters();
    private static final byte[] NO_CONTEXT = {};

    private final KeysetHandle keys;

    private Keyset(KeysetHandle keys) {
        this.keys = keys;
    }

    /** A fresh one with one key. */
    public static Keyset generate() {
        return build(KeysetHandle.newBuilder()
                .addEntry(KeysetHandle.generateEntryFromParameters(PARAMETERS)
                        .withRandomId()
                        .makePrimary()));
    }

    /**
     * Reads Tink's JSON form.
     *
     * @throws IllegalArgumentException if it is no private keyset; the message says so without its content
     */
    public static Keyset parse(Secret json) {
        return parsed(() -> TinkJsonProtoKeysetFormat.parseKeyset(
                json.reveal(), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()));
    }

    /**
     * Reads Tink's encrypted JSON form.
     *
     * @throws IllegalArgumentException if it is no private keyset, or was encrypted with another key
     */
    public static Keyset parse(Secret encryptedJson, Aead wrapping) {
        return parsed(() -> TinkJsonProtoKeysetFormat.parseEncryptedKeyset(
                encryptedJson.reveal(), wrapping, NO_CONTEXT, RegistryConfiguration.get()));
    }

    private static Keyset parsed(Reading reading) {
        try {
            Tink.register();
            Keyset keys = new Keyset(reading.read());
            // an entry that cannot be read, or is a key of another kind, is found out now
            keys.ids();
            keys.opener();
            return keys;
        } catch (GeneralSecurityException | IllegalStateException wrong) {
            // the cause could quote the keyset
            throw noneForOpening();
        }
    }

    private static IllegalArgumentException noneForOpening() {
        return new IllegalArgumentException(
                "not a private keyset for opening credentials; './passback secrets init' makes a pair");
    }

    /** This with one more key, which is not primary yet: first everybody who opens has to know it. */
    public Keyset withNewKey() {
        return build(KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PARAMETERS).withRandomId()));
    }

    /** This with another key in front. */
    public Keyset withPrimary(long id) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        for (int i = 0; i < keys.size(); i++) {
            if (idAt(i) == id) {
                builder.getAt(i).makePrimary();
            }
        }
        return build(builder);
    }

    /** This with no other keys than these and the primary one. */
    public Keyset keeping(Set<Long> ids) {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        for (int i = keys.size() - 1; i >= 0; i--) {
            if (idAt(i) != primary() && !ids.contains(idAt(i))) {
                builder.deleteAt(i);
            }
        }
        return build(builder);
    }

    /** The ids of the keys that open, in the order in which they were added. */
    public Set<Long> ids() {
        return ids(keys);
    }

    static Set<Long> ids(KeysetHandle keys) {
        Set<Long> ids = new LinkedHashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.getAt(i).getStatus() == KeyStatus.ENABLED) {
                ids.add(Integer.toUnsignedLong(keys.getAt(i).getId()));
            }
        }
        return Collections.unmodifiableSet(ids);
    }

    /** The id of the key that is sealed with. */
    public long primary() {
        return Integer.toUnsignedLong(keys.getPrimary().getId());
    }

    private long idAt(int i) {
        return Integer.toUnsignedLong(keys.getAt(i).getId());
    }

    /** The public half in Tink's JSON form, for whoever seals. */
    public String sealing() {
        return written(() -> TinkJsonProtoKeysetFormat.serializeKeysetWithoutSecret(
                keys.getPublicKeysetHandle(), RegistryConfiguration.get()));
    }

    /** All of it in Tink's JSON form, for the delivery engine alone. */
    public Secret opening() {
        return new Secret(written(() -> TinkJsonProtoKeysetFormat.serializeKeyset(
                keys, RegistryConfiguration.get(), InsecureSecretKeyAccess.get())));
    }

    /** As {@link #opening()}, encrypted with a key that a key service may hold. */
    public Secret opening(Aead wrapping) {
        return new Secret(written(() -> TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                keys, wrapping, NO_CONTEXT, RegistryConfiguration.get())));
    }

    HybridDecrypt opener() throws GeneralSecurityException {
        return keys.getPrimitive(RegistryConfiguration.get(), HybridDecrypt.class);
    }

    private static Keyset build(KeysetHandle.Builder builder) {
        try {
            Tink.register();
            return new Keyset(
                    builder.setConfiguration(RegistryConfiguration.get()).build());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("no keys could be made", broken);
        }
    }

    @FunctionalInterface
    private interface Reading {
        KeysetHandle read() throws GeneralSecurityException;
    }

    @FunctionalInterface
    private interface Writing {
        String write() throws GeneralSecurityException;
    }

    private static String written(Writing writing) {
        try {
            return writing.write();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the keys could not be written", broken);
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
