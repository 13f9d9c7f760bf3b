/**
 * Forms: {@link Form} is what stands in one and what is wrong with it, {@link Fields} reads what was typed and checks it,
 * {@link DurationText} reads and writes durations as people do.
 */
@NullMarked
package dev.passback.adminui.form;

import org.jspecify.annotations.NullMarked;
