package dev.passback.gateway.credential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import java.security.GeneralSecurityException;
import java.util.ServiceLoader;

/**
 * A key of a cloud's or a company's key service, by Tink's own integrations: whichever {@code KmsClient} on the class path supports the
 * address. Their jars are large and few need them, so they are no part of Passback.
 */
public final class KeyService {

    private KeyService() {}

    /**
     * The key with this address, such as {@code aws-kms://arn:...}. Using it asks the service, and blocks.
     *
     * @throws IllegalArgumentException if nothing on the class path knows such addresses, or the service cannot be signed in to
     */
    public static Aead key(String uri) {
        for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
            if (client.doesSupport(uri)) {
                return key(client, uri);
            }
        }
        throw wrong("nothing on the class path knows key services of this kind: the jars of Tink's integration for them"
                + " (such as tink-awskms or tink-gcpkms, with what they need) belong into lib/");
    }

    private static Aead key(KmsClient client, String uri) {
        try {
            return client.withDefaultCredentials().getAead(uri);
        } catch (GeneralSecurityException refused) {
            throw wrong("the key service cannot be signed in to with this machine's default credentials");
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(what);
    }
}
