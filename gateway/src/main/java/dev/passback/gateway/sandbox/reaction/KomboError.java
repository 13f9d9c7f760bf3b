package dev.passback.gateway.sandbox.reaction;

import java.util.Locale;
import java.util.Optional;

/** An error as Kombo tells it; {@code code} is empty where Kombo would send {@code null}. */
public record KomboError(int status, Optional<String> code, String message) {

    public static KomboError of(int status, String code, String message) {
        return new KomboError(status, Optional.of(code), message);
    }

    /** An error for which Kombo has no code. */
    public static KomboError codeless(int status, String message) {
        return new KomboError(status, Optional.empty(), message);
    }

    public static KomboError inputInvalid(String message) {
        return of(400, "PLATFORM.INPUT_INVALID", message);
    }

    /** The error that Kombo sends with this status, as far as its docs and its own tests tell. */
    public static KomboError natural(int status) {
        return new KomboError(status, naturalCode(status), "The sandbox was told to answer " + status + ".");
    }

    /** The static label that goes with the code. */
    public Optional<String> title() {
        return code.map(KomboError::label);
    }

    private static Optional<String> naturalCode(int status) {
        return switch (status) {
            case 400 -> Optional.of("PLATFORM.INPUT_INVALID");
            case 401 -> Optional.of("PLATFORM.AUTHENTICATION_INVALID");
            case 403 -> Optional.of("INTEGRATION.PERMISSION_MISSING");
            case 404 -> Optional.of("PLATFORM.INTEGRATION_NOT_FOUND");
            case 409 -> Optional.of("INTEGRATION.SETUP_INCOMPLETE");
            case 429 -> Optional.of("PLATFORM.RATE_LIMIT_EXCEEDED");
            case 500 -> Optional.of("PLATFORM.UNKNOWN_ERROR");
            case 503 -> Optional.of("REMOTE.SERVICE_UNAVAILABLE");
            default -> Optional.empty();
        };
    }

    private static String label(String code) {
        String words = code.substring(code.indexOf('.') + 1).replace('_', ' ');
        return words.isEmpty() ? code : words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }
}
