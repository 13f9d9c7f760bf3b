package dev.passback.gateway.tls;

import dev.passback.core.credential.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then whether the files of certificate and key have changed, and lets the servers use what is in them: for new connections,
 * those that are open stay. Two files are never changed at once, so a change counts when it stands still from one look to the next.
 * What cannot be used is said once, and what was in use stays. One look at a time.
 */
public final class CertificateReload {

    private static final Logger LOGGER = LoggerFactory.getLogger("passback.tls");

    private record Files(String certificate, Secret key) {
        static final Files UNREADABLE = new Files("", new Secret(""));
    }

    private final Vertx vertx;
    private final ServerTls tls;
    private final Function<ServerSSLOptions, Future<Void>> servers;
    private Files judged;
    private Files seen;

    /**
     * A watch over files.
     *
     * @param tls the files, with what the servers use now
     * @param servers lets all servers use other options
     */
    public CertificateReload(Vertx vertx, ServerTls tls, Function<ServerSSLOptions, Future<Void>> servers) {
        this.vertx = vertx;
        this.tls = tls;
        this.servers = servers;
        this.judged = new Files(tls.pair().certificates(), tls.pair().key());
        this.seen = judged;
    }

    /** Looks once. */
    public Future<Void> look() {
        return read(tls.certificate())
                .compose(certificate -> read(tls.key()).map(key -> new Files(certificate, new Secret(key))))
                .otherwise(Files.UNREADABLE)
                .compose(this::heed);
    }

    private Future<String> read(Path file) {
        return vertx.fileSystem().readFile(file.toString()).map(Object::toString);
    }

    private Future<Void> heed(Files now) {
        boolean still = now.equals(seen);
        seen = now;
        if (!still || now.equals(judged)) {
            return Future.succeededFuture();
        }
        judged = now;
        try {
            PemPair pair = PemPair.of(now.certificate, now.key.reveal());
            return servers.apply(ServerTls.options(pair))
                    .onSuccess(used -> LOGGER.atInfo()
                            .addKeyValue("until", pair.until())
                            .log("the servers use the new certificate"))
                    .onFailure(CertificateReload::refuse)
                    .otherwiseEmpty();
        } catch (IllegalArgumentException unusable) {
            refuse(unusable);
            return Future.succeededFuture();
        }
    }

    private static void refuse(Throwable unusable) {
        LOGGER.atWarn()
                .addKeyValue("error", unusable.getMessage())
                .log("the changed certificate or key cannot be used; the old ones stay in use");
    }
}
