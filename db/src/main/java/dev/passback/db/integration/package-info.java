/**
 * Integrations and their sealed credentials: {@link IntegrationStore} for sending, {@link IntegrationSettings} for people.
 */
@NullMarked
package dev.passback.db.integration;

import org.jspecify.annotations.NullMarked;
