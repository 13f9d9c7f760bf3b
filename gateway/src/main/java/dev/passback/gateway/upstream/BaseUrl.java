package dev.passback.gateway.upstream;

import dev.passback.core.origin.IpAddress;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of an upstream's base URL that need no look-up of its name. */
public final class BaseUrl {

    private static final int LARGEST_PORT = 65_535;
    private static final Pattern ODD_NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]*");

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
        if (isOddNumber(url.getHost())) {
            return Optional.of(
                    "must name its host by a name or an address such as 192.0.2.1, not by a number in another form");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            return Optional.of("must hold no user, query or fragment");
        }
        return Optional.empty();
    }

    /** Octal, hexadecimal and shortened addresses, which some programs read in one way and some in another. */
    private static boolean isOddNumber(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        String last = name.substring(name.lastIndexOf('.') + 1);
        return ODD_NUMBER.matcher(last).matches() && IpAddress.parse(host).isEmpty();
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
