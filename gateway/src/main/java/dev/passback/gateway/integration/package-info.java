/**
 * Integrations as the gateway sees them: {@link IntegrationCache}.
 */
@NullMarked
package dev.passback.gateway.integration;

import org.jspecify.annotations.NullMarked;
