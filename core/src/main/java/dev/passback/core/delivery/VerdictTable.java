package dev.passback.core.delivery;

import static dev.passback.core.delivery.OutcomeKind.ACCEPTED;
import static dev.passback.core.delivery.OutcomeKind.BLOCKED;
import static dev.passback.core.delivery.OutcomeKind.NOT_TAKEN;
import static dev.passback.core.delivery.OutcomeKind.REFUSED;
import static dev.passback.core.delivery.OutcomeKind.UNSURE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an upstream's answer means, as data. The code decides where there is one; a code not listed is read by its family; the
 * status decides last. Codes and their meaning: Kombo's OpenAPI of 2026-05 and its guide to errors, which calls only rate
 * limits and an unavailable ATS safe to repeat.
 */
public final class VerdictTable {

    private static final Map<String, OutcomeKind> BY_CODE = Map.ofEntries(
            Map.entry("PLATFORM.RATE_LIMIT_EXCEEDED", NOT_TAKEN),
            Map.entry("PLATFORM.CONCURRENCY_LIMIT_EXCEEDED", NOT_TAKEN),
            Map.entry("PLATFORM.INTEGRATION_NOT_FOUND", BLOCKED),
            Map.entry("PLATFORM.INPUT_INVALID", REFUSED),
            Map.entry("PLATFORM.UNKNOWN_ERROR", UNSURE),
            Map.entry("PLATFORM.IP_NOT_WHITELISTED", BLOCKED),
            Map.entry("PLATFORM.AUTHENTICATION_INVALID", BLOCKED),
            Map.entry("PLATFORM.TASK_TIMED_OUT", UNSURE),
            Map.entry("INTEGRATION.PERMISSION_MISSING", BLOCKED),
            Map.entry("INTEGRATION.AUTHENTICATION_INVALID", BLOCKED),
            Map.entry("INTEGRATION.QA_FAILED", BLOCKED),
            Map.entry("INTEGRATION.SETUP_SYNC_PENDING", BLOCKED),
            Map.entry("INTEGRATION.SETUP_INCOMPLETE", BLOCKED),
            Map.entry("INTEGRATION.INACTIVE", BLOCKED),
            Map.entry("INTEGRATION.MODEL_NOT_AVAILABLE", BLOCKED),
            Map.entry("INTEGRATION.MODEL_DISABLED", BLOCKED),
            Map.entry("INTEGRATION.ACTION_NOT_AVAILABLE", BLOCKED),
            Map.entry("INTEGRATION.ACTION_DISABLED", BLOCKED),
            Map.entry("REMOTE.SERVICE_UNAVAILABLE", NOT_TAKEN),
            Map.entry("REMOTE.RATE_LIMIT_EXCEEDED", NOT_TAKEN),
            Map.entry("REMOTE.INPUT_INVALID", REFUSED),
            Map.entry("REMOTE.UNKNOWN_HTTP_ERROR", UNSURE),
            Map.entry("ATS.JOB_CLOSED", REFUSED),
            Map.entry("ATS.APPLICATION_ALREADY_EXISTS", REFUSED));

    private record Family(String part, OutcomeKind kind) {}

    /** For codes that Kombo adds later: the enum has grown twice in 2026. */
    private static final List<Family> FAMILIES = List.of(
            new Family("RATE_LIMIT", NOT_TAKEN),
            new Family("CONCURRENCY_LIMIT", NOT_TAKEN),
            new Family("SERVICE_UNAVAILABLE", NOT_TAKEN),
            new Family("AUTHENTICATION", BLOCKED),
            new Family("PERMISSION", BLOCKED),
            new Family("WHITELIST", BLOCKED),
            new Family(".SETUP_", BLOCKED),
            new Family(".ACTION_", BLOCKED),
            new Family("TIMED_OUT", UNSURE),
            new Family("UNKNOWN", UNSURE),
            new Family("INPUT_INVALID", REFUSED));

    private static final Map<Integer, OutcomeKind> BY_STATUS = Map.of(
            401, BLOCKED, 403, BLOCKED, 407, BLOCKED, 408, NOT_TAKEN, 421, NOT_TAKEN, 425, NOT_TAKEN, 429, NOT_TAKEN);

    private VerdictTable() {}

    /** All codes that Kombo documents; its SDKs fail on any other. */
    public static boolean isDocumented(String code) {
        return BY_CODE.containsKey(code);
    }

    /**
     * The kind of an answer that is an error, or whose body says nothing.
     *
     * @param code the upstream's code, null where it gave none
     * @param shaped whether the body was an error in the upstream's own form; a load balancer's is not
     */
    public static OutcomeKind judge(@Nullable String code, int status, boolean shaped) {
        return verdict(code, status, shaped).kind();
    }

    /** The same, with the rule that decided. */
    public static Verdict verdict(@Nullable String code, int status, boolean shaped) {
        if (code != null) {
            OutcomeKind listed = BY_CODE.get(code);
            if (listed != null) {
                return new Verdict(listed, "the code " + code);
            }
            Optional<Family> family = family(code);
            if (family.isPresent()) {
                return new Verdict(family.get().kind, "a code with " + family.get().part + " in it");
            }
        }
        return byStatus(status, shaped);
    }

    /** The kind of an answer whose body says that it was taken. */
    public static OutcomeKind judgeSuccess(int status) {
        return status >= 200 && status < 300 ? ACCEPTED : UNSURE;
    }

    private static Optional<Family> family(String code) {
        return FAMILIES.stream().filter(family -> code.contains(family.part)).findFirst();
    }

    private static Verdict byStatus(int status, boolean shaped) {
        OutcomeKind listed = BY_STATUS.get(status);
        if (listed != null) {
            return new Verdict(listed, "the status " + status);
        }
        if (status == 503) {
            // Kombo: its load balancer's 503 is safe to repeat; one with a body of Kombo's own and no code tells
            // nothing.
            return shaped
                    ? new Verdict(UNSURE, "the status 503 with an error of the upstream's own that has no code")
                    : new Verdict(NOT_TAKEN, "the status 503 of a load balancer");
        }
        if (status >= 300 && status < 400) {
            // No redirect is followed, so nothing was taken; the integration's address is wrong.
            return new Verdict(BLOCKED, "a redirect, which is not followed,");
        }
        return status >= 400 && status < 500
                ? new Verdict(REFUSED, "a status from 400 to 499")
                : new Verdict(UNSURE, "the status " + status);
    }
}
