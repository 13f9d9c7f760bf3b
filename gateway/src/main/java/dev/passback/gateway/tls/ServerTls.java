package dev.passback.gateway.tls;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * TLS for a server of ours: 1.2 and 1.3, HTTP/2 where the client asks for it.
 *
 * @param certificate the file with the certificate and its chain
 * @param key the file with the private key
 * @param pair what stood in them at the start
 */
public record ServerTls(Path certificate, Path key, PemPair pair) {

    private static final Set<String> PROTOCOLS = Set.of("TLSv1.3", "TLSv1.2");
    private static final List<String> APPLICATION_PROTOCOLS = List.of("h2", "http/1.1");

    /** The options with TLS. */
    public HttpServerOptions secure(HttpServerOptions options) {
        return options.setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(pair.options());
    }

    /** What a running server changes to. */
    static ServerSSLOptions options(PemPair pair) {
        return new ServerSSLOptions()
                .setUseAlpn(true)
                .setApplicationLayerProtocols(APPLICATION_PROTOCOLS)
                .setEnabledSecureTransportProtocols(PROTOCOLS)
                .setKeyCertOptions(pair.options());
    }
}
