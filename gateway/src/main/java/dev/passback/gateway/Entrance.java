package dev.passback.gateway;

import dev.passback.core.origin.TrustedProxies;
import dev.passback.gateway.tls.PemCertificates;
import dev.passback.gateway.tls.PemPair;
import dev.passback.gateway.tls.ServerTls;
import io.vertx.core.http.HttpServerOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How callers and browsers get in.
 *
 * @param tls for the API and the pages; nothing where a proxy ends it, or nobody
 * @param proxies whose word on a client's address and scheme is taken
 * @param publicApi where tenants reach the API, with its {@code /v1}, if that is set
 */
public record Entrance(Optional<ServerTls> tls, TrustedProxies proxies, Optional<URI> publicApi) {

    /** Directly, without TLS. */
    public static final Entrance PLAIN = new Entrance(Optional.empty(), TrustedProxies.NONE, Optional.empty());

    private static final String CERTIFICATE = "PASSBACK_TLS_CERT_FILE";
    private static final String KEY = "PASSBACK_TLS_KEY_FILE";

    static Entrance read(Environment environment) {
        return new Entrance(
                tls(environment),
                environment
                        .parsed("PASSBACK_TRUSTED_PROXIES", TrustedProxies::parse)
                        .orElse(TrustedProxies.NONE),
                environment.url("PASSBACK_PUBLIC_API_URL"));
    }

    private static Optional<ServerTls> tls(Environment environment) {
        Optional<Path> certificate = environment.path(CERTIFICATE);
        Optional<Path> key = environment.path(KEY);
        if (certificate.isPresent() != key.isPresent()) {
            environment.complain((certificate.isPresent() ? KEY : CERTIFICATE) + " is not set; TLS needs both files");
            return Optional.empty();
        }
        return environment
                .optionalFile(CERTIFICATE, pem -> {
                    PemCertificates.parse(pem);
                    return pem;
                })
                .flatMap(pem -> environment.optionalFile(KEY, secret -> PemPair.of(pem, secret)))
                .map(pair -> new ServerTls(certificate.orElseThrow(), key.orElseThrow(), pair));
    }

    /** The options of a server of ours, with TLS if there is any. */
    HttpServerOptions secure(HttpServerOptions options) {
        return tls.map(files -> files.secure(options)).orElse(options);
    }

    /** Where the API is on this machine. */
    URI local(int port) {
        return URI.create((tls.isPresent() ? "https" : "http") + "://127.0.0.1:" + port + "/v1");
    }
}
