/** Known secrets are looked for wherever they could slip to: {@link SecretsIT}. */
@NullMarked
package dev.passback.systemtests.secrets;

import org.jspecify.annotations.NullMarked;
