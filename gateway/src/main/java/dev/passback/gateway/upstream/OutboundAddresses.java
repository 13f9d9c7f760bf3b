package dev.passback.gateway.upstream;

import dev.passback.gateway.cache.Cache;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where a call may go: https only and no private address, unless the host is allowed by name. The address that was checked is
 * the one that is connected to, so a name that changes its address in between gains nothing.
 */
public final class OutboundAddresses {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final String whose;
    private final Set<String> allowed;
    private final Cache<String, List<InetAddress>> looked;

    /**
     * A guard.
     *
     * @param allowed hosts, with or without a port, that may be private and spoken to without TLS
     */
    public OutboundAddresses(Vertx vertx, Set<String> allowed) {
        this(vertx, allowed, "the upstream's");
    }

    /**
     * A guard for calls to others than upstreams.
     *
     * @param whose address it is, as the beginning of a sentence
     */
    public OutboundAddresses(Vertx vertx, Set<String> allowed, String whose) {
        this(allowed, whose, host -> vertx.executeBlocking(() -> lookUp(host), false));
    }

    OutboundAddresses(Set<String> allowed, Function<String, Future<List<InetAddress>>> lookUp) {
        this(allowed, "the upstream's", lookUp);
    }

    private OutboundAddresses(Set<String> allowed, String whose, Function<String, Future<List<InetAddress>>> lookUp) {
        this.whose = whose;
        this.allowed = Set.copyOf(allowed);
        this.looked = new Cache<>(REMEMBERED, lookUp);
    }

    /**
     * The address to connect to for an upstream. Fails with {@link ForbiddenException} when it is private and not allowed, with
     * {@link UnknownHostException} when the name has no address now.
     */
    public Future<SocketAddress> resolve(URI url) {
        Optional<String> objection = BaseUrl.objection(url)
                .map(wrong -> whose + " address " + wrong)
                .or(() -> BaseUrl.caution(url, allowed));
        if (objection.isPresent()) {
            return Future.failedFuture(new ForbiddenException(objection.get()));
        }
        int port = BaseUrl.port(url);
        return looked.get(url.getHost())
                .compose(
                        addresses -> BaseUrl.isAllowed(url, allowed)
                                        || addresses.stream().allMatch(PublicAddress::isPublic)
                                ? Future.succeededFuture(SocketAddress.inetSocketAddress(
                                        port, addresses.getFirst().getHostAddress()))
                                : Future.failedFuture(
                                        new ForbiddenException(
                                                whose + " host " + url.getHost()
                                                        + " has a private address; to allow that name the host in PASSBACK_ALLOWED_PRIVATE_HOSTS")));
    }

    private static List<InetAddress> lookUp(String host) throws UnknownHostException {
        return Arrays.asList(InetAddress.getAllByName(host.replaceAll("[\\[\\]]", "")));
    }

    /** A call that is not to be made. */
    public static final class ForbiddenException extends RuntimeException {
        ForbiddenException(String message) {
            super(message);
        }
    }
}
