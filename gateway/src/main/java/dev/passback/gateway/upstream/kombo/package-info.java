/**
 * Kombo on the wire: {@link KomboConnector} makes one call, {@link KomboAnswer} reads what came back.
 */
@NullMarked
package dev.passback.gateway.upstream.kombo;

import org.jspecify.annotations.NullMarked;
