/**
 * What the tests of the pages stand on: {@link Site} serves them from a database of its own, {@link Stock} fills that with
 * submissions in every state through the real stores, out of {@link Results}, {@link Chromium} looks at them.
 */
@NullMarked
package dev.passback.adminui.testing;

import org.jspecify.annotations.NullMarked;
