/**
 * The vault: the only place where credentials are open. {@link Vault} opens by {@code NodeKeys}, which come from an
 * {@link OpeningKeySource}: a {@link KeysetText} in a file, a variable or printed by a {@link PrintingCommand}, perhaps encrypted with
 * a key of a {@link KeyService}. {@link SealingKeyFile} keeps those who seal up to date.
 */
@NullMarked
package dev.passback.gateway.credential;

import org.jspecify.annotations.NullMarked;
