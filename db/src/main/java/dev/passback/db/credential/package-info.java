/**
 * Sealed credentials: {@link CredentialStore} finds the one that a claim names, {@link ResealStore} changes the keys of all. They are written by
 * {@link dev.passback.db.integration.IntegrationStore}, whose role need not be able to read them.
 */
@NullMarked
package dev.passback.db.credential;

import org.jspecify.annotations.NullMarked;
