package dev.passback.db.submission;

import static dev.passback.db.MigratedDatabase.await;
import static dev.passback.db.TestTenant.ACCEPTED;
import static dev.passback.db.TestTenant.LEASE;
import static dev.passback.db.TestTenant.UNSURE;
import static dev.passback.db.TestTenant.result;
import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.delivery.AttemptResult;
import dev.passback.core.delivery.NextStep;
import dev.passback.core.delivery.Outcome;
import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import dev.passback.db.TestTenant;
import dev.passback.db.audit.Act;
import dev.passback.db.delivery.Claimed;
import dev.passback.db.delivery.Settlement;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The picture of the states against what the stores do: everything that can be done is tried in every state. */
class StatesIT {

    private static final Path PICTURE = Path.of("..", "docs", "states.md");
    private static final Pattern ARROW = Pattern.compile("(?m)^  (\\S+ --> \\w+: .+)$");
    private static final MigratedDatabase DATABASE = new MigratedDatabase();
    private static final Act ACT = new Act("staff:anna", Optional.of("the customer asked"), "10.0.0.1");

    private interface Press {
        Future<Boolean> on(TenantId tenant, SubmissionId id);
    }

    private record Settling(AttemptResult result, NextStep next) {}

    private final SubmissionActions actions = new SubmissionActions(DATABASE.pool());
    private final Set<String> arrows = new TreeSet<>();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void the_picture_has_every_arrow_that_there_is_and_no_other() throws IOException {
        // Given
        Set<String> drawn = ARROW.matcher(Files.readString(PICTURE))
                .results()
                .map(arrow -> arrow.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        // When
        accept();
        claim();
        settlings().forEach(this::settle);
        presses()
                .forEach(
                        (cause, press) -> List.of(SubmissionState.values()).forEach(from -> press(cause, press, from)));
        // Then
        assertThat(drawn).isEqualTo(arrows);
    }

    private void accept() {
        TestTenant tenant = TestTenant.in(DATABASE);
        note("[*]", tenant, tenant.sending().id(), "accepted, and a slot is free");
        note("[*]", tenant, tenant.queued(), "accepted, and no slot is free, or the integration is paused or blocked");
    }

    private void claim() {
        TestTenant tenant = TestTenant.in(DATABASE);
        SubmissionId id = tenant.queued();
        await(tenant.queue().claim(tenant.integration(), 1, LEASE));
        note("queued", tenant, id, "claimed when due");
    }

    private static Map<String, Settling> settlings() {
        return Map.of(
                "accepted by the upstream",
                new Settling(ACCEPTED, new NextStep.Delivered()),
                "refused for good",
                new Settling(result(new Outcome.Refused("the ATS refused the input")), new NextStep.Rejected()),
                "not taken, sent again later",
                new Settling(
                        result(new Outcome.NotTaken("no connection", Optional.empty())),
                        new NextStep.Again(Duration.ofMinutes(1))),
                "unsure, sent again later and marked",
                new Settling(UNSURE, new NextStep.Again(Duration.ofMinutes(10))),
                "blocked, sent again when the integration is released",
                new Settling(result(new Outcome.Blocked("the key was refused")), new NextStep.AwaitRelease()),
                "unsure, and the integration says ask a person",
                new Settling(UNSURE, new NextStep.Held()),
                "the retry window, or the retries of an unsure outcome, are used up",
                new Settling(UNSURE, new NextStep.Expired()));
    }

    private void settle(String cause, Settling settling) {
        TestTenant tenant = TestTenant.in(DATABASE);
        Claimed claimed = tenant.sending();
        await(tenant.queue().settle(new Settlement(claimed, settling.result(), settling.next())));
        note("sending", tenant, claimed.id(), cause);
    }

    private Map<String, Press> presses() {
        return Map.of(
                "a person sends it again",
                (tenant, id) -> actions.sendAgain(tenant, id, ACT),
                "a person holds it",
                (tenant, id) -> actions.hold(tenant, id, ACT),
                "a person releases it",
                (tenant, id) -> actions.release(tenant, id, ACT),
                "a person cancels it",
                (tenant, id) -> actions.cancel(tenant, id, ACT),
                "a person marks it as delivered",
                (tenant, id) -> actions.markDelivered(tenant, id, ACT));
    }

    private void press(String cause, Press press, SubmissionState from) {
        TestTenant tenant = TestTenant.in(DATABASE);
        SubmissionId id = in(from, tenant);
        assertThat(tenant.row(id)).containsEntry("state", from.word());
        boolean changed = await(press.on(tenant.id(), id));
        if (changed) {
            note(from.word(), tenant, id, cause);
        } else {
            assertThat(tenant.row(id)).containsEntry("state", from.word());
        }
        assertThat(await(press.on(tenant.id(), id)))
                .as("a second press: %s, from %s", cause, from)
                .isFalse();
    }

    private SubmissionId in(SubmissionState state, TestTenant tenant) {
        return switch (state) {
            case QUEUED -> tenant.settled(UNSURE, new NextStep.Again(Duration.ofMinutes(10)));
            case SENDING -> tenant.sending().id();
            case HELD -> tenant.settled(UNSURE, new NextStep.Held());
            case DELIVERED -> tenant.settled(ACCEPTED, new NextStep.Delivered());
            case REJECTED ->
                tenant.settled(result(new Outcome.Refused("the ATS refused the input")), new NextStep.Rejected());
            case EXPIRED -> tenant.settled(UNSURE, new NextStep.Expired());
            case CANCELLED -> {
                SubmissionId id = tenant.queued();
                await(actions.cancel(tenant.id(), id, ACT));
                yield id;
            }
        };
    }

    private void note(String from, TestTenant tenant, SubmissionId id, String cause) {
        arrows.add(from + " --> " + Objects.requireNonNull(tenant.row(id).get("state")) + ": " + cause);
    }
}
