/**
 * Which settings there are, and what is set: {@link dev.passback.gateway.settings.Manual} is the annotated file, {@link
 * dev.passback.gateway.settings.Given} what variables and a file say.
 */
@NullMarked
package dev.passback.gateway.settings;

import org.jspecify.annotations.NullMarked;
