package dev.passback.adminui.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.query.Objection;
import dev.passback.core.submission.query.ParsedQuery;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.db.submission.Cursor;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;

/** What an address of the list asks for. */
sealed interface ListAddress {

    /** A list. */
    record Asked(ListQuery list) implements ListAddress {}

    /** The same list has another address: an old one, or one that the filters made. */
    record Elsewhere(ListQuery list) implements ListAddress {}

    /** What was typed cannot be read. */
    record Refused(String typed, Objection objection) implements ListAddress {}

    /** Reads an address. A place in the list that there cannot be is a 404, not another list than the one asked for. */
    static ListAddress read(MultiMap params) {
        if (params.contains("view") || params.contains("state") || params.contains("warned")) {
            return old(params);
        }
        String typed = params.get("q");
        if (typed == null && !params.contains("set")) {
            return new Asked(ListQuery.START.from(cursor(params)));
        }
        return switch (QueryReader.read(Search.read(typed == null ? "" : typed).typed())) {
            case ParsedQuery.Refused refused -> new Refused(typed == null ? "" : typed, refused.objection());
            case ParsedQuery.Understood understood ->
                params.contains("set")
                        ? new Elsewhere(new ListQuery(filtered(understood.query(), params)))
                        : new Asked(new ListQuery(understood.query(), cursor(params)));
        };
    }

    /** With the form of the filters: what it says takes the place of what the query said by the same keys. */
    private static SubmissionQuery filtered(SubmissionQuery query, MultiMap params) {
        SubmissionQuery changed = named(query, QueryKey.TENANT, params);
        changed = named(changed, QueryKey.INTEGRATION, params);
        changed = changed.without(QueryKey.AGE);
        for (String age : params.getAll("age")) {
            changed = QueryReader.read(age.isBlank() ? "" : "age:" + age.strip()).asked().stream()
                    .flatMap(read -> read.terms().stream())
                    .reduce(changed, SubmissionQuery::with, (one, other) -> other);
        }
        return changed;
    }

    private static SubmissionQuery named(SubmissionQuery query, QueryKey key, MultiMap params) {
        Optional<String> name = param(params, key.word()).filter(text -> !text.isBlank());
        SubmissionQuery without = query.without(key);
        // what it is not stays
        for (String unwanted : query.unwanted(key)) {
            without = without.with(new Term.OneOf(key, List.of(unwanted), true));
        }
        List<String> wanted = query.values(key);
        // the field shows several as one text, and leaves them as they are
        List<String> chosen = name.map(
                        text -> text.strip().equals(String.join(", ", wanted)) ? wanted : List.of(text.strip()))
                .orElse(List.of());
        return chosen.isEmpty() ? without : without.with(new Term.OneOf(key, chosen, false));
    }

    /** Addresses of before there were queries, which stand in mails and bookmarks. */
    private static ListAddress old(MultiMap params) {
        String search = Search.read(param(params, "q").orElse("")).target();
        ListView view = param(params, "view")
                .map(word -> ListView.ofWord(word).orElseThrow(ListAddress::unknown))
                .orElse(search.isEmpty() ? ListView.ATTENTION : ListView.ALL);
        SubmissionQuery query = view.query();
        if (!search.isEmpty()) {
            query = query.with(new Term.Word(search, false));
        }
        if (param(params, "warned").isPresent()) {
            query = query.with(new Term.Flag(QueryKey.WARNED, true));
        }
        Optional<String> states = param(params, "state");
        if (states.isPresent()) {
            SubmissionQuery narrowed = QueryReader.read("state:" + states.get())
                    .asked()
                    .filter(read -> read.terms().size() == 1)
                    .orElseThrow(ListAddress::unknown);
            query = query.without(QueryKey.STATE).with(narrowed.terms().getFirst());
        }
        return new Elsewhere(new ListQuery(query, cursor(params)));
    }

    private static Optional<String> param(MultiMap params, String name) {
        return Optional.ofNullable(params.get(name)).filter(text -> !text.isEmpty());
    }

    private static Cursor cursor(MultiMap params) {
        Optional<Cursor> after = param(params, "after").map(text -> new Cursor.OlderThan(id(text)));
        Optional<Cursor> before = param(params, "before").map(text -> new Cursor.NewerThan(id(text)));
        return after.or(() -> before).orElse(new Cursor.Newest());
    }

    private static SubmissionId id(String text) {
        return SubmissionId.parse(text).orElseThrow(ListAddress::unknown);
    }

    private static HttpException unknown() {
        return new HttpException(404);
    }
}
