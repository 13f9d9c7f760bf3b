package dev.passback.gateway.credential;

import dev.passback.core.credential.SealingKeys;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps sealing keys as their file has them now, so that a rotated key is sealed with without a restart. */
public final class SealingKeyFile {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.credential");

    private final Vertx vertx;
    private final KeysetText text;
    private final SealingKeys keys;
    private volatile String known = "";

    public SealingKeyFile(Vertx vertx, Path file, SealingKeys keys) {
        this.vertx = vertx;
        this.text = new KeysetText.InFile(file);
        this.keys = keys;
    }

    /**
     * One round: takes over what the file holds if that changed. Fails if it cannot be read or holds no public keyset; the keys stay as
     * they are then.
     */
    public Future<Void> follow() {
        return vertx.executeBlocking(() -> text.read().reveal(), false).map(json -> {
            if (!json.equals(known)) {
                long before = keys.keyId();
                keys.renew(json);
                known = json;
                report(before);
            }
            return null;
        });
    }

    private void report(long before) {
        if (keys.keyId() != before) {
            LOGGER.atInfo().addKeyValue("key", keys.keyId()).log("credentials are sealed with another key from now on");
        }
    }
}
