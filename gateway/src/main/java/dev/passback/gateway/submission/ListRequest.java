package dev.passback.gateway.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.submission.Target;
import dev.passback.db.submission.TenantFilter;
import dev.passback.gateway.http.ApiError;
import dev.passback.gateway.http.QueryReader;
import dev.passback.gateway.http.TimeReader;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which page of which list a caller asks for, checked.
 *
 * @param olderThan where the page before ended
 * @param limit how many at the most
 */
record ListRequest(TenantFilter filter, Optional<SubmissionId> olderThan, int limit) {

    private static final String CANDIDATE = "candidate_id";
    private static final String APPLICATION = "application_id";

    static final List<String> PARAMETERS = List.of(
            "state",
            "integration_id",
            CANDIDATE,
            APPLICATION,
            "warned",
            "may_be_doubled",
            "accepted_from",
            "accepted_to",
            "limit",
            "cursor");

    private static final int DEFAULT_LIMIT = 50;
    private static final int LARGEST_LIMIT = 200;
    private static final int LONGEST_INTEGRATION_ID = 200;
    private static final String AN_ID = "must be an id of 1 to 200 characters";

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,3}");

    /**
     * Reads a query.
     *
     * @throws ApiError naming every parameter that is wrong
     */
    static ListRequest read(MultiMap params) {
        QueryReader query = new QueryReader(params, PARAMETERS);
        TenantFilter filter = new TenantFilter(
                states(query),
                query.one("integration_id", ListRequest::integration, AN_ID),
                target(query),
                flag(query, "warned"),
                flag(query, "may_be_doubled"),
                time(query, "accepted_from"),
                time(query, "accepted_to"));
        if (filter.acceptedFrom().isPresent()
                && filter.acceptedTo().isPresent()
                && !filter.acceptedTo().get().isAfter(filter.acceptedFrom().get())) {
            query.wrong("accepted_to", "must be later than accepted_from");
        }
        Optional<Integer> limit = query.one("limit", ListRequest::limit, "must be a whole number from 1 to 200");
        Optional<SubmissionId> cursor =
                query.one("cursor", ListCursor::parse, "must be \"next\" of the page before, to the letter");
        query.finish();
        return new ListRequest(filter, cursor, limit.orElse(DEFAULT_LIMIT));
    }

    private static Set<SubmissionState> states(QueryReader query) {
        Set<SubmissionState> states = EnumSet.noneOf(SubmissionState.class);
        List<String> others = new ArrayList<>();
        for (String words : query.all("state")) {
            for (String word : words.split(",", -1)) {
                state(word).ifPresentOrElse(states::add, () -> others.add(QueryReader.quoted(word)));
            }
        }
        if (!others.isEmpty()) {
            query.wrong("state", "cannot be " + String.join(", ", others) + "; the states are " + words());
        }
        return states;
    }

    private static Optional<SubmissionState> state(String word) {
        return Arrays.stream(SubmissionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst();
    }

    private static String words() {
        return Arrays.stream(SubmissionState.values())
                .map(SubmissionState::word)
                .collect(Collectors.joining(", "));
    }

    private static Optional<Target> target(QueryReader query) {
        Optional<Target> candidate = target(query, CANDIDATE, Target.Kind.CANDIDATE);
        Optional<Target> application = target(query, APPLICATION, Target.Kind.APPLICATION);
        if (query.has(CANDIDATE) && query.has(APPLICATION)) {
            query.wrong(APPLICATION, "cannot stand beside " + CANDIDATE + ": a link is for one of the two");
        }
        return candidate.or(() -> application);
    }

    private static Optional<Target> target(QueryReader query, String name, Target.Kind kind) {
        return query.one(name, id -> Target.isId(id) ? Optional.of(new Target(kind, id)) : Optional.empty(), AN_ID);
    }

    private static boolean flag(QueryReader query, String name) {
        return query.one(name, text -> Optional.of(text).filter("true"::equals), "must be true; leave it out for all")
                .isPresent();
    }

    private static Optional<Instant> time(QueryReader query, String name) {
        return query.one(name, TimeReader::read, TimeReader.RULE);
    }

    private static Optional<String> integration(String text) {
        return Optional.of(text)
                .filter(id -> !id.isBlank()
                        && id.length() <= LONGEST_INTEGRATION_ID
                        && id.chars().noneMatch(Character::isISOControl));
    }

    private static Optional<Integer> limit(String text) {
        return Optional.of(text)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Integer::valueOf)
                .filter(number -> number <= LARGEST_LIMIT);
    }
}
