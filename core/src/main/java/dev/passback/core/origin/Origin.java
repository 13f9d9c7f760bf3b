package dev.passback.core.origin;

import java.util.Optional;

/**
 * From where a request comes, as far as is known for sure.
 *
 * @param address of the client, or of the nearest to it that is known
 * @param https whether the client itself speaks https
 * @param host for which host it asked a trusted proxy
 */
public record Origin(String address, boolean https, Optional<String> host) {}
