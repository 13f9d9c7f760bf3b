package dev.passback.gateway.http;

import dev.passback.core.submission.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A failure as the caller gets it: Kombo's shape, so that the official SDKs understand it. The code is one that Kombo documents or
 * null: an SDK fails on any other.
 */
public final class ApiError extends RuntimeException {

    private final int status;
    private final @Nullable String code;
    private final String title;
    private final Optional<Duration> retryAfter;

    private ApiError(int status, @Nullable String code, String title, String message, Optional<Duration> retryAfter) {
        // no stack trace: it is an answer, not a fault
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
        this.retryAfter = retryAfter;
    }

    public static ApiError unauthenticated(String message) {
        return of(401, "PLATFORM.AUTHENTICATION_INVALID", "The key is missing or not valid.", message);
    }

    public static ApiError forbidden(String message) {
        return of(403, null, "The key may not do this.", message);
    }

    public static ApiError unknownIntegration(String id) {
        return of(
                404,
                "PLATFORM.INTEGRATION_NOT_FOUND",
                "There is no such integration.",
                "This key's tenant has no integration \"" + id + "\". Check the header X-Integration-Id, or create it: "
                        + "./passback integration create");
    }

    public static ApiError notFound(String message) {
        return of(404, null, "There is nothing here.", message);
    }

    public static ApiError invalid(List<Violation> violations) {
        String all = violations.stream().map(Violation::toString).collect(Collectors.joining("; "));
        return of(400, "PLATFORM.INPUT_INVALID", "The request is not valid.", all);
    }

    public static ApiError unsupportedType(@Nullable String type) {
        return of(
                415,
                "PLATFORM.INPUT_INVALID",
                "The body must be JSON.",
                "header Content-Type must be application/json" + (type == null ? "; there is none" : ""));
    }

    /** An idempotency key came with another request than the first time. */
    public static ApiError keyReused() {
        return of(
                422,
                "PLATFORM.INPUT_INVALID",
                "The idempotency key was used for another request.",
                "header Idempotency-Key was used before with another body, target or integration; take a new key for a new request");
    }

    /** The database cannot be asked, or too much waits for it. Nothing is promised; trying again is right. */
    public static ApiError unavailable() {
        return new ApiError(
                503,
                null,
                "Passback cannot store anything at the moment.",
                "Nothing was stored. Please send it again in a moment.",
                Optional.of(Duration.ofSeconds(2)));
    }

    /** The integration is set up so that nobody adds result links to it. */
    public static ApiError addingIsOff(String id) {
        return of(
                403,
                "INTEGRATION.ACTION_DISABLED",
                "Adding result links is switched off.",
                "The integration \"" + id + "\" takes no result links: its permission \"Add result links\" is off. "
                        + "Whoever runs Passback can switch it on: ./passback integration change");
    }

    /** What would be made is there already, but it is another. */
    public static ApiError conflict(String message) {
        return of(409, null, "There is another of this name.", message);
    }

    /** It cannot be done in the state that things are in. */
    public static ApiError refused(String message) {
        return of(409, null, "That cannot be done now.", message);
    }

    /** A change must say what it was made on top of. */
    public static ApiError versionWanted() {
        return of(
                428,
                null,
                "The change must say which version it was made on.",
                "header If-Match is missing; GET it first and send its ETag, so that nobody's change is lost");
    }

    /** A change was made on top of what is no longer so. */
    public static ApiError stale(long current) {
        return of(
                412,
                null,
                "Somebody else has changed it meanwhile.",
                "header If-Match does not name the current version, which is \"" + current
                        + "\"; GET it again, and change what is there now");
    }

    /** This node lacks what it needs for this. */
    public static ApiError notHere(String message) {
        return of(503, null, "This node cannot do that.", message);
    }

    static ApiError of(int status, @Nullable String code, String title, String message) {
        return new ApiError(status, code, title, message, Optional.empty());
    }

    public int status() {
        return status;
    }

    public @Nullable String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** When trying again makes sense. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }

    /** What to do and why, for the caller's developer. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
