package dev.passback.gateway.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.db.delivery.SlotStore.Grant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShareTest {

    private static final int CAP = 20;
    private static final long VALID = SlotLoop.VALID.toNanos();

    private final Share share = new Share();
    private long now = 1_000;

    private void grant(int slots, int others, int othersWanted) {
        share.granted(new Grant(slots, CAP, others, othersWanted), now + VALID);
    }

    @Test
    void nothing_is_taken_before_anything_is_leased() {
        assertThat(share.takeDirect(now)).isFalse();
        assertThat(share.take(CAP, now)).isZero();
    }

    @Test
    void who_went_without_makes_the_share_ask() {
        // Given
        share.takeDirect(now);
        // When
        Optional<Share.Ask> ask = share.ask(now);
        // Then
        assertThat(ask).hasValueSatisfying(wish -> assertThat(wish.most()).isBetween(1, CAP));
        assertThat(share.ask(now)).isEmpty();
    }

    @Test
    void no_more_is_taken_than_is_leased() {
        // Given
        grant(3, 0, 0);
        // When
        int taken = share.take(CAP, now);
        // Then
        assertThat(taken).isEqualTo(3);
        assertThat(share.takeDirect(now)).isFalse();
        share.giveBack(1);
        assertThat(share.takeDirect(now)).isTrue();
    }

    @Test
    void a_lease_that_is_over_lets_no_call_begin_as_after_a_freeze() {
        // Given
        grant(3, 0, 0);
        // When
        now += VALID;
        // Then
        assertThat(share.takeDirect(now)).isFalse();
        assertThat(share.take(CAP, now)).isZero();
    }

    @Test
    void a_used_lease_is_renewed_before_it_ends_and_an_unused_one_given_back_when_it_is_over() {
        // Given
        grant(4, 0, 0);
        share.takeDirect(now);
        share.giveBackDirect();
        // When
        now += VALID / 2 + 1;
        Optional<Share.Ask> renewal = share.ask(now);
        grant(1, 0, 0);
        now += VALID;
        Optional<Share.Ask> end = share.ask(now);
        // Then
        assertThat(renewal).hasValueSatisfying(wish -> assertThat(wish.most()).isPositive());
        assertThat(end).contains(new Share.Ask(0, 0));
        assertThat(share.ask(now)).isEmpty();
    }

    @Test
    void first_attempts_have_a_quarter_while_a_backlog_waits_and_leave_the_rest_to_it() {
        // Given
        grant(CAP, 0, 0);
        share.claimed(true);
        // When
        int direct = 0;
        while (share.takeDirect(now)) {
            direct++;
        }
        int backlog = share.take(CAP, now);
        // Then
        assertThat(direct).isEqualTo(CAP / 4);
        assertThat(backlog).isEqualTo(CAP - CAP / 4);
    }

    @Test
    void a_backlog_leaves_a_quarter_to_first_attempts_while_there_are_some() {
        // Given
        grant(CAP, 0, 0);
        share.takeDirect(now);
        share.giveBackDirect();
        // When
        int backlog = share.take(CAP, now);
        // Then
        assertThat(backlog).isEqualTo(CAP - CAP / 4);
        assertThat(share.takeDirect(now)).isTrue();
    }

    @Test
    void with_others_that_want_slots_a_share_shrinks_to_an_even_part_as_its_calls_end() {
        // Given
        grant(CAP, 1, 15);
        share.take(CAP, now);
        // When
        Optional<Share.Ask> full = share.ask(now);
        share.giveBack(15);
        Optional<Share.Ask> shrunk = share.ask(now);
        // Then
        assertThat(full).as("what is in use cannot be given up").isEmpty();
        assertThat(shrunk).hasValueSatisfying(wish -> assertThat(wish.most()).isEqualTo(CAP / 2));
    }

    @Test
    void a_lowered_cap_counts_at_once() {
        // Given
        grant(CAP, 0, 0);
        share.take(10, now);
        // When
        boolean news = share.lower(5, now);
        boolean again = share.lower(5, now + 1);
        // Then
        assertThat(share.take(CAP, now)).isZero();
        share.giveBack(6);
        assertThat(share.take(CAP, now)).isLessThanOrEqualTo(1);
        assertThat(news).as("the others are told").isTrue();
        assertThat(again).as("once").isFalse();
        assertThat(share.lower(5, now + SlotLoop.LOWERED.dividedBy(2).toNanos()))
                .as("and again before they forget")
                .isTrue();
    }

    @Test
    void room_that_others_have_taken_is_not_used_until_it_is_said_to_be_there_again() {
        // Given
        grant(CAP, 0, 0);
        share.take(4, now);
        // When
        share.room(1, now);
        int beside = share.take(CAP, now);
        share.giveBack(beside);
        share.room(10, now);
        int more = share.take(CAP, now);
        // Then
        assertThat(beside).isEqualTo(1);
        assertThat(more).isEqualTo(10);
    }

    @Test
    void what_was_said_of_room_counts_for_a_moment_only() {
        // Given
        grant(CAP, 0, 0);
        share.take(4, now);
        share.room(0, now);
        // When
        int meanwhile = share.take(CAP, now);
        now += VALID / 2;
        // Then
        assertThat(meanwhile).isZero();
        assertThat(share.take(CAP, now)).isEqualTo(CAP - 4);
    }

    @Test
    void with_no_room_and_nothing_in_flight_one_call_is_made_to_learn_more() {
        // Given
        grant(CAP, 0, 0);
        share.room(0, now);
        // When // Then
        assertThat(share.take(CAP, now)).isEqualTo(1);
    }

    @Test
    void whatever_happens_calls_in_flight_never_exceed_what_was_granted() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Share some = new Share();
            int granted = 0;
            int direct = 0;
            int backlog = 0;
            long time = 0;
            for (int step = 0; step < 500; step++) {
                time += random.nextLong(VALID / 20);
                switch (random.nextInt(5)) {
                    case 0 -> direct += some.takeDirect(time) ? 1 : 0;
                    case 1 -> backlog += some.take(random.nextInt(CAP) + 1, time);
                    case 2 -> {
                        if (direct > 0) {
                            direct--;
                            some.giveBackDirect();
                        }
                    }
                    case 3 -> {
                        if (backlog > 0) {
                            backlog--;
                            some.giveBack(1);
                        }
                    }
                    default -> {
                        Optional<Share.Ask> ask = some.ask(time);
                        if (ask.isPresent()) {
                            assertThat(ask.get().most()).as("seed " + seed).isGreaterThanOrEqualTo(direct + backlog);
                            granted = Math.min(ask.get().most(), CAP);
                            some.granted(new Grant(granted, CAP, random.nextInt(3), random.nextInt(CAP)), time + VALID);
                        }
                    }
                }
                assertThat(direct + backlog).as("seed " + seed).isLessThanOrEqualTo(granted);
                assertThat(some.busy()).isEqualTo(direct + backlog);
            }
        }
    }
}
