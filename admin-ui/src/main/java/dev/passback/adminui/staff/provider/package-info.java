/**
 * Signing in at an OpenID provider: {@link ProviderStartAction} sends the browser there with a {@link Handshake},
 * {@link ProviderReturnAction} takes it back and signs in, {@link ProviderProblemPage} says why that was not possible.
 * {@link Provider} speaks to the provider, {@link IdTokenRules} says when its word counts, {@link GroupRoles} what it makes of
 * somebody. Set by {@link ProviderSettings}.
 */
@NullMarked
package dev.passback.adminui.staff.provider;

import org.jspecify.annotations.NullMarked;
