package dev.passback.adminui;

import dev.passback.adminui.staff.provider.ProviderSettings;
import dev.passback.core.credential.SealingKeys;
import java.net.URI;
import java.util.Optional;

/**
 * What the pages need to know of where they run.
 *
 * @param secureCookies whether browsers reach the pages by https; then cookies are bound to it and to this host
 * @param api where tenants reach the API, with its {@code /v1}: the first page shows it in a line to paste
 * @param sealing seals new credentials of integrations; without it the pages cannot rotate them
 * @param provider where people sign in who have their account elsewhere
 */
public record UiSettings(
        boolean secureCookies, URI api, Optional<SealingKeys> sealing, Optional<ProviderSettings> provider) {}
