package dev.passback.adminui;

import java.net.URI;

/**
 * What the pages need to know of where they run.
 *
 * @param secureCookies whether browsers reach the pages by https; then cookies are bound to it and to this host
 * @param api where tenants reach the API, with its {@code /v1}: the first page shows it in a line to paste
 */
public record UiSettings(boolean secureCookies, URI api) {}
