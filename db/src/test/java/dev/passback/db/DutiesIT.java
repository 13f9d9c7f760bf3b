package dev.passback.db;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DutiesIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Duration HOUR = Duration.ofHours(1);

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void of_all_nodes_that_ask_at_once_one_is_to_do_it() {
        // When
        List<Future<Boolean>> turns = IntStream.range(0, 12)
                .mapToObj(no -> new Duties(DATABASE.pool(), "node-" + no).take("sweep the floor", HOUR))
                .toList();
        // Then
        assertThat(turns.stream().filter(MigratedDatabase::await)).hasSize(1);
    }

    @Test
    void it_is_done_again_when_its_time_has_come_and_not_before() {
        // Given
        Duties duties = new Duties(DATABASE.pool(), "node-1");
        await(duties.take("wind the clock", HOUR));
        // When
        boolean before = await(duties.take("wind the clock", HOUR));
        DATABASE.run("UPDATE duty SET taken_at = taken_at - interval '61 minutes' WHERE name = 'wind the clock'");
        boolean after = await(duties.take("wind the clock", HOUR));
        // Then
        assertThat(before).isFalse();
        assertThat(after).isTrue();
    }

    @Test
    void what_could_not_be_done_is_passed_on() {
        // Given
        Duties failing = new Duties(DATABASE.pool(), "node-1");
        await(failing.take("mend the roof", HOUR));
        // When
        await(failing.passOn("mend the roof"));
        // Then
        assertThat(await(new Duties(DATABASE.pool(), "node-2").take("mend the roof", HOUR)))
                .isTrue();
    }

    @Test
    void duties_do_not_wait_for_each_other() {
        // Given
        Duties duties = new Duties(DATABASE.pool(), "node-1");
        // When // Then
        assertThat(await(duties.take("one", HOUR))).isTrue();
        assertThat(await(duties.take("another", HOUR))).isTrue();
    }
}
