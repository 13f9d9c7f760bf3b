/** The pages of a running program in a real Chromium: {@link Visitor} is somebody with a browser window. */
@NullMarked
package dev.passback.systemtests.browser;

import org.jspecify.annotations.NullMarked;
