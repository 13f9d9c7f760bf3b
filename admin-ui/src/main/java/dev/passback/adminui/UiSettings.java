package dev.passback.adminui;

import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.origin.TrustedProxies;
import java.net.URI;
import java.util.Optional;

/**
 * What the pages need to know of where they run.
 *
 * @param secureCookies whether browsers reach the pages by https although that cannot be seen here; where it can, it need not be said
 * @param api where tenants reach the API, with its {@code /v1}: the first page shows it in a line to paste
 * @param proxies whose word on a browser's address and scheme is taken
 * @param sealing seals new credentials of integrations and secrets of webhooks; without it the pages make none
 * @param provider where people sign in who have their account elsewhere
 */
public record UiSettings(
        boolean secureCookies,
        URI api,
        TrustedProxies proxies,
        Optional<SealingKeys> sealing,
        Optional<ProviderSettings> provider) {

    /** Without proxies, keys and a provider. */
    public UiSettings(boolean secureCookies, URI api) {
        this(secureCookies, api, TrustedProxies.NONE, Optional.empty(), Optional.empty());
    }
}
