package dev.passback.core.credential;

import java.util.Base64;

/**
 * A sealed credential as it is stored. Safe to read for anybody: only {@link OpeningKeys} make sense of it.
 *
 * @param keyId which sealing key was used
 * @param ciphertext what Tink made of it
 */
public record Sealed(long keyId, String ciphertext) {
    static Sealed of(long keyId, byte[] bytes) {
        return new Sealed(keyId, Base64.getEncoder().encodeToString(bytes));
    }

    byte[] bytes() {
        return Base64.getDecoder().decode(ciphertext);
    }
}
