package dev.passback.gateway.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.Violation;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.FirstAnswer;
import dev.passback.db.submission.IdempotencyKey;
import dev.passback.db.submission.IdempotencyStore;
import dev.passback.db.submission.KeyedRequest;
import dev.passback.gateway.http.ApiError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Requests with an {@code Idempotency-Key} (the IETF's draft): the same again gets the first answer again, from whichever node; another
 * request with the same key is refused. Keys live at least {@link IdempotencyStore#KEPT}.
 */
final class IdempotentRequests {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_KEY = 255;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Vertx vertx;
    private final IdempotencyStore store;

    IdempotentRequests(Vertx vertx, IdempotencyStore store) {
        this.vertx = vertx;
        this.store = store;
    }

    /**
     * The key of a request, if it has one. The draft writes it as a quoted string; without quotes it is taken too.
     *
     * @throws ApiError if it is none
     */
    static Optional<IdempotencyKey> key(@Nullable String header, ResultLinkRequest request) {
        return read(header).map(key -> new IdempotencyKey(key, hash(request)));
    }

    static Optional<String> read(@Nullable String header) {
        if (header == null) {
            return Optional.empty();
        }
        String key = header.length() > 1 && header.startsWith("\"") && header.endsWith("\"")
                ? header.substring(1, header.length() - 1)
                : header;
        if (key.isEmpty() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw ApiError.invalid(List.of(
                    new Violation("header " + HEADER, "must be 1 to 255 printable ASCII characters without blanks")));
        }
        return Optional.of(key);
    }

    /** Whether a request with this key was stored before. */
    Future<Boolean> known(TenantId tenant, IdempotencyKey key) {
        return store.find(tenant, key.key())
                .map(Optional::isPresent)
                .recover(down -> Future.failedFuture(ApiError.unavailable()));
    }

    /** Remembers what the first request is answered; gives what every request with the key is to be answered. */
    Future<FirstAnswer> remember(TenantId tenant, IdempotencyKey key, FirstAnswer answer) {
        return store.answer(tenant, key.key(), answer).otherwise(answer);
    }

    /** A request that was answered before. */
    record Replayed(SubmissionId submission, FirstAnswer answer) {}

    /**
     * The first answer, as soon as there is one; when the first request's node died without giving one, what {@code standing}
     * makes of the submission after {@code patience}.
     */
    Future<Replayed> replay(
            TenantId tenant,
            IdempotencyKey key,
            Duration patience,
            Function<KeyedRequest, Future<FirstAnswer>> standing) {
        return store.find(tenant, key.key())
                .recover(down -> Future.failedFuture(ApiError.unavailable()))
                .compose(found -> {
                    KeyedRequest first = found.orElseThrow(ApiError::unavailable);
                    if (!first.requestHash().equals(key.requestHash())) {
                        return Future.failedFuture(ApiError.keyReused());
                    }
                    if (first.answer().isPresent()) {
                        return Future.succeededFuture(
                                new Replayed(first.submission(), first.answer().get()));
                    }
                    if (patience.isNegative()) {
                        return standing.apply(first)
                                .compose(answer -> remember(tenant, key, answer))
                                .map(answer -> new Replayed(first.submission(), answer));
                    }
                    return vertx.timer(LOOK_AGAIN.toMillis())
                            .compose(again -> replay(tenant, key, patience.minus(LOOK_AGAIN), standing));
                });
    }

    private static Buffer hash(ResultLinkRequest request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(
                    request.integrationId(),
                    request.target().kind().word(),
                    request.target().id(),
                    request.link().body())) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                // ends each part, so that no two requests hash alike by shifting text from one to the next
                digest.update((byte) 0);
            }
            return Buffer.buffer(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
