/**
 * Integrations: {@link IntegrationListPage} lists those that one may see, {@link IntegrationPage} shows one with the forms for its
 * settings, its credential, pause and release, and a test link; each form has an action of its own. Of a credential there is a
 * version and an age, and nothing else anywhere.
 */
@NullMarked
package dev.passback.adminui.integration;

import org.jspecify.annotations.NullMarked;
