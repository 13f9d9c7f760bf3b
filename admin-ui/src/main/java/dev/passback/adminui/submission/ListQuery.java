package dev.passback.adminui.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.SubmissionState;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.SubmissionFilter;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.handler.HttpException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which submissions the list shows. It is the page's address, read and written here: whoever has the address has the list.
 *
 * @param states to which the view is narrowed; none means all of it
 * @param warned only with warnings
 * @param search only for this candidate or application; empty means any
 */
record ListQuery(ListView view, Set<SubmissionState> states, boolean warned, String search, Cursor from) {

    static final ListQuery START = new ListQuery(ListView.ATTENTION, Set.of(), false, "", new Cursor.Newest());

    /** Reads an address. What cannot stand there is a 404, not another list than the one asked for. */
    static ListQuery read(MultiMap params) {
        String search = Search.read(param(params, "q").orElse("")).target();
        ListView view = param(params, "view")
                .map(word -> ListView.ofWord(word).orElseThrow(ListQuery::unknown))
                .orElse(search.isEmpty() ? ListView.ATTENTION : ListView.ALL);
        return new ListQuery(
                view,
                param(params, "state").map(ListQuery::states).orElse(Set.of()),
                param(params, "warned").isPresent(),
                search,
                cursor(params));
    }

    private static Optional<String> param(MultiMap params, String name) {
        return Optional.ofNullable(params.get(name)).filter(text -> !text.isEmpty());
    }

    private static Set<SubmissionState> states(String words) {
        return Arrays.stream(words.split(",")).map(ListQuery::state).collect(Collectors.toSet());
    }

    private static SubmissionState state(String word) {
        return Arrays.stream(SubmissionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(ListQuery::unknown);
    }

    private static Cursor cursor(MultiMap params) {
        Optional<Cursor> after = param(params, "after").map(text -> new Cursor.OlderThan(id(text)));
        Optional<Cursor> before = param(params, "before").map(text -> new Cursor.NewerThan(id(text)));
        return after.or(() -> before).orElse(new Cursor.Newest());
    }

    private static SubmissionId id(String text) {
        return SubmissionId.parse(text).orElseThrow(ListQuery::unknown);
    }

    private static HttpException unknown() {
        return new HttpException(404);
    }

    /**
     * The same for the database.
     *
     * @param tenants whose submissions the person who asks may see
     */
    SubmissionFilter filter(Optional<Set<TenantId>> tenants) {
        Set<SubmissionState> wanted = states.isEmpty() ? Set.copyOf(view.states()) : states;
        return new SubmissionFilter(
                tenants,
                wanted,
                warned,
                view == ListView.ATTENTION,
                search.isEmpty() ? Optional.empty() : Optional.of(search));
    }

    /** The same search in another view, from its beginning. */
    ListQuery in(ListView other) {
        return new ListQuery(other, Set.of(), false, search, new Cursor.Newest());
    }

    /** The same in all submissions. */
    ListQuery everywhere() {
        return new ListQuery(ListView.ALL, states, warned, search, new Cursor.Newest());
    }

    /** With a state chosen, or no longer chosen. */
    ListQuery toggled(SubmissionState state) {
        Set<SubmissionState> other = EnumSet.noneOf(SubmissionState.class);
        other.addAll(states);
        if (!other.remove(state)) {
            other.add(state);
        }
        return new ListQuery(view, other, warned, search, new Cursor.Newest());
    }

    ListQuery withWarned(boolean only) {
        return new ListQuery(view, states, only, search, new Cursor.Newest());
    }

    ListQuery searching(String target) {
        return new ListQuery(view, states, warned, target, new Cursor.Newest());
    }

    ListQuery from(Cursor other) {
        return new ListQuery(view, states, warned, search, other);
    }

    boolean atTop() {
        return from instanceof Cursor.Newest;
    }

    /** The address. */
    String path() {
        List<String> parts = new ArrayList<>();
        if (view != (search.isEmpty() ? ListView.ATTENTION : ListView.ALL)) {
            parts.add("view=" + view.word());
        }
        if (!states.isEmpty()) {
            parts.add("state="
                    + String.join(
                            ",",
                            states.stream().sorted().map(SubmissionState::word).toList()));
        }
        if (warned) {
            parts.add("warned=yes");
        }
        if (!search.isEmpty()) {
            parts.add("q=" + URLEncoder.encode(search, StandardCharsets.UTF_8));
        }
        switch (from) {
            case Cursor.Newest newest -> {}
            case Cursor.OlderThan older -> parts.add("after=" + older.id());
            case Cursor.NewerThan newer -> parts.add("before=" + newer.id());
        }
        return parts.isEmpty() ? "/submissions" : "/submissions?" + String.join("&", parts);
    }
}
