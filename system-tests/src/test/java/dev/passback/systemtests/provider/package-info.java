/**
 * Signing in at a provider as people know them: {@link Keycloak} is started as a process, {@link KeycloakIT} signs in there with
 * a browser. It takes a minute, so it runs in the long form alone.
 */
@NullMarked
package dev.passback.systemtests.provider;

import org.jspecify.annotations.NullMarked;
