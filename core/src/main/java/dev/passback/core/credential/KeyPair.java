package dev.passback.core.credential;

/**
 * A fresh pair of keysets, both in Tink's JSON form.
 *
 * @param sealing the public one, for whoever writes credentials
 * @param opening the private one, for the delivery engine alone
 */
public record KeyPair(String sealing, Secret opening) {

    public static KeyPair generate() {
        Keyset keys = Keyset.generate();
        return new KeyPair(keys.sealing(), keys.opening());
    }
}
