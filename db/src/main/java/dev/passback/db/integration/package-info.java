/**
 * Integrations and their sealed credentials: {@link IntegrationStore}.
 */
@NullMarked
package dev.passback.db.integration;

import org.jspecify.annotations.NullMarked;
