package dev.passback.core.webhook;

import dev.passback.core.credential.Secret;
import java.security.SecureRandom;
import java.util.Base64;

/** What a webhook's messages are signed with, in the form of Standard Webhooks (https://www.standardwebhooks.com). */
public final class SigningSecret {

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SigningSecret() {}

    /** A fresh one: {@code whsec_} and 32 random bytes in Base64. */
    public static Secret generate() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret("whsec_" + Base64.getEncoder().encodeToString(bytes));
    }
}
