package dev.passback.gateway.upstream;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** The rules of an upstream's base URL that need no look-up of its name. */
public final class BaseUrl {

    private static final int LARGEST_PORT = 65_535;

    private BaseUrl() {}

    /** Why a URL can be none, as the end of a sentence. */
    public static Optional<String> objection(URI url) {
        if (url.getHost() == null
                || url.getScheme() == null
                || !url.getScheme().matches("https?")
                || url.getPort() == 0
                || url.getPort() > LARGEST_PORT) {
            return Optional.of("must be an absolute URL such as https://api.kombo.dev/v1");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must hold no user, query or fragment");
        }
        return Optional.empty();
    }

    /** What will keep calls from being made: only nodes whose settings allow this host by name speak http to it. */
    public static Optional<String> caution(URI url, Set<String> allowed) {
        return url.getScheme().equals("http") && !isAllowed(url, allowed)
                ? Optional.of("calls to " + url.getHost() + " without TLS are refused unless the gateway's "
                        + "PASSBACK_ALLOWED_PRIVATE_HOSTS names it")
                : Optional.empty();
    }

    static boolean isAllowed(URI url, Set<String> allowed) {
        String host = url.getHost();
        String withPort = host + ":" + port(url);
        return allowed.stream().anyMatch(name -> name.equalsIgnoreCase(host) || name.equalsIgnoreCase(withPort));
    }

    /** The one that is named, else the scheme's own. */
    static int port(URI url) {
        if (url.getPort() > 0) {
            return url.getPort();
        }
        return url.getScheme().equals("https") ? 443 : 80;
    }

    /** Without slashes at the end. */
    public static URI trimmed(URI url) {
        return URI.create(url.toString().replaceAll("/+$", ""));
    }
}
