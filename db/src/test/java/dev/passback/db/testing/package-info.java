/**
 * A database for a test class, in any module: {@link TestDatabase} makes it, on the one {@code TestServer} of this JVM.
 * Which kind of server that is (container, embedded, or a given one) is decided once, by {@code TestServer}. {@link Jdbc} looks behind the code under test.
 */
@NullMarked
package dev.passback.db.testing;

import org.jspecify.annotations.NullMarked;
