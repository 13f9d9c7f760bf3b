package dev.passback.db.testing;

import java.util.Optional;

/** A server that somebody else runs, named by {@code PASSBACK_TEST_DATABASE_URL}. Its role must be able to create databases. */
record GivenServer(String url) implements TestServer {

    static Optional<TestServer> fromEnvironment() {
        return Optional.ofNullable(System.getenv("PASSBACK_TEST_DATABASE_URL"))
                .filter(url -> !url.isBlank())
                .map(GivenServer::new);
    }

    @Override
    public void stop() {
        // it is not ours
    }
}
