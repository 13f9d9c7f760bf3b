package dev.passback.db.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** PostgreSQL in a container, where a Docker engine answers and has the image or can fetch it. */
record ContainerServer(PostgreSQLContainer container) implements TestServer {

    private static final String IMAGE = "postgres:18";
    private static final int PULL_SECONDS = 90;
    private static final int POSTGRES_PORT = 5432;

    static Optional<TestServer> start() {
        try {
            if (!DockerClientFactory.instance().isDockerAvailable() || !imageIsThere()) {
                return Optional.empty();
            }
            PostgreSQLContainer container = new PostgreSQLContainer(IMAGE)
                    .withEnv("POSTGRES_INITDB_ARGS", "--locale=C --locale-provider=builtin --builtin-locale=C.UTF-8");
            container.start();
            return Optional.of(new ContainerServer(container));
        } catch (RuntimeException unusable) {
            // an engine that refuses is as good as none: the embedded server takes over
            return Optional.empty();
        }
    }

    @Override
    public String url() {
        return "postgresql://" + container.getUsername() + ":" + container.getPassword() + "@" + container.getHost()
                + ":" + container.getMappedPort(POSTGRES_PORT) + "/" + container.getDatabaseName();
    }

    @Override
    public void stop() {
        container.stop();
    }

    // Testcontainers itself would try to fetch for minutes where there is no way to the registry.
    private static boolean imageIsThere() {
        DockerClient docker = DockerClientFactory.lazyClient();
        try {
            docker.inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException absent) {
            return fetched(docker);
        }
    }

    private static boolean fetched(DockerClient docker) {
        try {
            return docker.pullImageCmd(IMAGE).start().awaitCompletion(PULL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
