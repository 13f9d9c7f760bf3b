package dev.passback.adminui.submission;

import dev.passback.core.submission.Target;
import dev.passback.core.submission.query.QueryKey;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.core.submission.query.Term;
import dev.passback.db.submission.Cursor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which submissions the list shows, and from where. It is the page's address: whoever has the address has the list. */
record ListQuery(SubmissionQuery query, Cursor from) {

    /** What the list opens on. */
    static final ListQuery START = new ListQuery(ListView.ATTENTION.query());

    static final ListQuery ALL = new ListQuery(SubmissionQuery.ALL);

    /** From the newest one on. */
    ListQuery(SubmissionQuery query) {
        this(query, new Cursor.Newest());
    }

    /** All that was sent for a candidate or application. */
    static ListQuery of(Target target) {
        QueryKey key = target.kind() == Target.Kind.CANDIDATE ? QueryKey.CANDIDATE : QueryKey.APPLICATION;
        return new ListQuery(new SubmissionQuery(List.of(new Term.OneOf(key, List.of(target.id()), false))));
    }

    /** The view that it is in. */
    ListView view() {
        return ListView.of(query.terms());
    }

    ListQuery in(ListView other) {
        return new ListQuery(other.of(query));
    }

    ListQuery without(Term term) {
        return new ListQuery(query.without(term));
    }

    ListQuery from(Cursor other) {
        return new ListQuery(query, other);
    }

    boolean atTop() {
        return from instanceof Cursor.Newest;
    }

    /** Whether it is what the list opens on. */
    boolean isStart() {
        return query.equals(START.query);
    }

    /** The address. */
    String path() {
        String cursor = switch (from) {
            case Cursor.Newest newest -> "";
            case Cursor.OlderThan older -> "after=" + older.id();
            case Cursor.NewerThan newer -> "before=" + newer.id();
        };
        String parameters = isStart() ? "" : asked();
        String both = parameters.isEmpty() || cursor.isEmpty() ? parameters + cursor : parameters + "&" + cursor;
        return both.isEmpty() ? "/submissions" : "/submissions?" + both;
    }

    /** The query as a parameter of an address, such as {@code q=state%3Aheld}. */
    String asked() {
        return "q=" + URLEncoder.encode(query.text(), StandardCharsets.UTF_8);
    }
}
