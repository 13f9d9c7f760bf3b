package dev.passback.db.testing;

import dev.passback.db.embedded.EmbeddedPostgresException;
import org.jspecify.annotations.Nullable;

/** The one PostgreSQL server behind the tests of this JVM; started by the first test that needs it, stopped at exit. */
interface TestServer {

    /** As {@code postgresql://user:password@host:port/database}, for a role that may create databases. */
    String url();

    /** Runs when the JVM exits. */
    void stop();

    static TestServer shared() {
        return Shared.server();
    }

    /** Started once, however many tests ask at once. */
    final class Shared {
        private static @Nullable TestServer running;

        private Shared() {}

        private static synchronized TestServer server() {
            if (running == null) {
                running = start();
            }
            return running;
        }

        private static TestServer start() {
            TestServer server = ContainerServer.start().orElseGet(Shared::embeddedOrGiven);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server), "test-server-end"));
            return server;
        }

        private static void end(TestServer server) {
            TestDatabase.dropTemplates();
            server.stop();
        }

        private static TestServer embeddedOrGiven() {
            try {
                return EmbeddedServer.start();
            } catch (EmbeddedPostgresException impossible) {
                return GivenServer.fromEnvironment()
                        .orElseThrow(() -> new IllegalStateException(
                                "no PostgreSQL for the tests: no Docker engine answers, PASSBACK_TEST_DATABASE_URL is not"
                                        + " set, and the embedded one says: " + impossible.getMessage(),
                                impossible));
            }
        }
    }
}
