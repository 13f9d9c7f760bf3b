package dev.passback.adminui;

import dev.passback.core.origin.TrustedProxies;
import java.net.URI;

/**
 * What the pages need to know of where they run.
 *
 * @param secureCookies whether browsers reach the pages by https although that cannot be seen here; where it can, it need not be said
 * @param api where tenants reach the API, with its {@code /v1}: the first page shows it in a line to paste
 * @param proxies whose word on a browser's address and scheme is taken
 */
public record UiSettings(boolean secureCookies, URI api, TrustedProxies proxies) {

    /** Without proxies. */
    public UiSettings(boolean secureCookies, URI api) {
        this(secureCookies, api, TrustedProxies.NONE);
    }
}
