package dev.passback.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets a system property")
class PostgresBinariesTest {

    // so many that both delete at the same time
    private static final int LEFT = 300;

    @TempDir
    private Path folder;

    @Test
    void two_that_unpack_at_the_same_time_share_one_folder_and_what_killed_ones_left_is_deleted() throws Exception {
        // Given
        for (int no = 0; no < LEFT; no++) {
            Path left = Files.createDirectory(folder.resolve(".unpacking-" + no));
            Files.createFile(left.resolve("postgres"));
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
        }
        Callable<PostgresBinaries> unpacking = () -> PostgresBinaries.unpackedIn(folder);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            // When
            List<Future<PostgresBinaries>> unpacked = both.invokeAll(List.of(unpacking, unpacking));
            // Then
            assertThat(unpacked.get(0).get()).isEqualTo(unpacked.get(1).get());
            assertThat(unpacked.get(0).get().program("postgres")).isExecutable();
            assertThat(names(folder)).hasSize(1);
        }
    }

    @Test
    void another_platform_is_told_to_bring_its_own_server() {
        // Given
        String processor = System.setProperty("os.arch", "aarch64");
        try {
            // When
            assertThatThrownBy(() -> PostgresBinaries.unpackedIn(folder))
                    // Then
                    .isInstanceOf(EmbeddedPostgresException.class)
                    .hasMessageContaining("PASSBACK_DATABASE_URL");
        } finally {
            System.setProperty("os.arch", processor);
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).toList();
        }
    }
}
