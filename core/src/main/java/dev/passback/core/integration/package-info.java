/**
 * Whom we send for: {@link Integration}, one customer's applicant tracking system behind an upstream.
 */
@NullMarked
package dev.passback.core.integration;

import org.jspecify.annotations.NullMarked;
