package dev.passback.gateway.cli;

import dev.passback.core.credential.SealingKeys;
import dev.passback.gateway.Environment;
import dev.passback.gateway.upstream.BaseUrl;
import java.net.URI;

/** What the commands that write credentials and addresses have in common. */
final class Credentials {

    private Credentials() {}

    /** The public keys of {@code PASSBACK_SEALING_KEYS_FILE}. */
    static SealingKeys sealingKeys(Environment environment) {
        var sealing = environment.optionalFile("PASSBACK_SEALING_KEYS_FILE", SealingKeys::parse);
        environment.complain();
        return sealing.orElseThrow(() ->
                new CommandFailure("PASSBACK_SEALING_KEYS_FILE is not set; ./passback secrets init makes the file"));
    }

    /** Says what will keep calls to an address from being made. */
    static void caution(URI baseUrl) {
        BaseUrl.caution(baseUrl, Environment.current().list("PASSBACK_ALLOWED_PRIVATE_HOSTS"))
                .ifPresent(caution -> System.err.println("passback: note: " + caution));
    }
}
