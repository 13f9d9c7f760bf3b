package dev.passback.db.staff;

import static dev.passback.db.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.staff.PasswordHash;
import dev.passback.core.staff.Role;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.staff.SignInStore.Try;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInStoreIT {

    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final String ORIGIN = "192.0.2.7";
    private static final PasswordHash HASH = new PasswordHash("$argon2id$a-hash");

    private final SignInStore tries = new SignInStore(DATABASE.pool());
    private final String name = "anna " + UUID.randomUUID();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    /** Whose name it is. */
    enum Who {
        MEMBER,
        NOBODY,
        DISABLED,
        OF_THE_PROVIDER
    }

    private void make(Who who) {
        if (who != Who.NOBODY) {
            await(new StaffStore(DATABASE.pool()).create(new StaffMember(name, Role.SUPPORT, HASH)));
        }
        if (who == Who.DISABLED) {
            DATABASE.run("UPDATE staff SET disabled_at = now() WHERE name = %s", name);
        }
        if (who == Who.OF_THE_PROVIDER) {
            DATABASE.run("UPDATE staff SET password_hash = NULL, provider_subject = name WHERE name = %s", name);
        }
    }

    @ParameterizedTest
    @EnumSource
    void five_tries_are_open_and_the_next_is_closed_for_ten_seconds_whoever_it_is(Who who) {
        // Given
        make(who);
        // When
        List<Try> five = take(5);
        // Then
        assertThat(five).containsOnly(new Try.Open(who == Who.MEMBER ? Optional.of(HASH) : Optional.empty()));
        assertThat(closedFor()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(Who who) {
        // Given
        make(who);
        take(5);
        for (long seconds : new long[] {20, 40, 80, 160, 320, 640, 900, 900}) {
            // When
            let("0");
            take(1);
            // Then
            assertThat(closedFor()).isBetween(Duration.ofSeconds(seconds - 5), Duration.ofSeconds(seconds));
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_try_while_it_is_closed_does_not_lengthen_the_wait(Who who) {
        // Given
        make(who);
        take(5);
        // When
        take(20);
        // Then
        assertThat(closedFor()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }

    @ParameterizedTest
    @EnumSource
    void of_many_guesses_at_once_five_are_open(Who who) {
        // Given
        make(who);
        // When
        var all = Future.join(
                IntStream.range(0, 40).mapToObj(i -> tries.take(name)).toList());
        // Then
        assertThat(await(all).<Try>list())
                .filteredOn(taken -> taken instanceof Try.Open)
                .hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void after_a_quiet_day_counting_starts_anew(Who who) {
        // Given
        make(who);
        take(5);
        // When
        let("25 h");
        // Then
        assertThat(take(5)).allMatch(taken -> taken instanceof Try.Open);
        assertThat(take(1)).allMatch(taken -> taken instanceof Try.Closed);
    }

    @Test
    void getting_in_gives_the_tries_back() {
        // Given
        make(Who.MEMBER);
        take(5);
        // When
        NewSession session = NewSession.of(name.getBytes(StandardCharsets.UTF_8), "csrf", ORIGIN);
        await(new SessionStore(DATABASE.pool()).begin(name, session));
        // Then
        assertThat(take(5)).allMatch(taken -> taken instanceof Try.Open);
    }

    @Test
    void what_is_kept_of_a_name_that_nobody_has_is_one_of_a_million_numbers() {
        // When
        take(1);
        await(tries.noteRefused(name, ORIGIN));
        // Then
        assertThat(DATABASE.column("SELECT u::text FROM unknown_name u UNION ALL SELECT a::text FROM audit a"))
                .isNotEmpty()
                .noneMatch(row -> row != null && row.contains(name));
        assertThat(DATABASE.column("SELECT bucket FROM unknown_name"))
                .allMatch(bucket -> bucket != null && Integer.parseInt(bucket) < 1 << 20);
    }

    @Test
    void a_refusal_is_in_the_audit_log_by_nobody_and_about_the_member() {
        // Given
        make(Who.MEMBER);
        // When
        await(tries.noteRefused(name, ORIGIN));
        // Then
        assertThat(DATABASE.rows(
                        "SELECT tenant_id, subject_kind, actor, act, origin FROM audit WHERE subject = %s AND actor = 'nobody'",
                        name))
                .singleElement()
                .satisfies(row ->
                        assertThat(row.values()).containsExactly("0", "staff", "nobody", "sign in refused", ORIGIN));
    }

    private List<Try> take(int times) {
        return IntStream.range(0, times).mapToObj(i -> await(tries.take(name))).toList();
    }

    private Duration closedFor() {
        return ((Try.Closed) take(1).getFirst()).left();
    }

    /** As if its wait had ended so long ago. */
    private void let(String ago) {
        DATABASE.run("UPDATE staff SET locked_until = now() - %s::interval WHERE name = %s", ago, name);
        DATABASE.run("UPDATE unknown_name SET locked_until = now() - %s::interval", ago);
    }
}
