package dev.passback.adminui.submission;

import dev.passback.core.staff.Role;
import dev.passback.core.submission.query.QueryReader;
import dev.passback.core.submission.query.SubmissionQuery;
import dev.passback.db.staff.SignedIn;
import dev.passback.db.view.SavedView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The views: those that everybody has, one's own, and those that others share.
 *
 * @param query what is shown now, to be kept under a name
 * @param mayShare whether the person may share what he keeps
 */
public record ListTabs(List<Tab> tabs, List<Kept> kept, String query, boolean mayShare) {

    /** A view that everybody has. */
    public record Tab(String title, String href, boolean chosen) {}

    /**
     * A view that somebody keeps.
     *
     * @param whose who shares it; nobody if it is one's own
     * @param removable whether the person may delete it
     */
    public record Kept(SavedView view, String href, boolean chosen, Optional<String> whose, boolean removable) {}

    static ListTabs of(ListQuery list, List<SavedView> views, SignedIn who) {
        List<Kept> kept = views.stream().map(view -> kept(list, view, who)).toList();
        boolean own = kept.stream().anyMatch(Kept::chosen);
        List<Tab> tabs = Arrays.stream(ListView.values())
                .map(view -> new Tab(view.title(), list.in(view).path(), !own && view == list.view()))
                .toList();
        return new ListTabs(tabs, kept, list.query().text(), who.role().includes(Role.SUPPORT));
    }

    private static Kept kept(ListQuery list, SavedView view, SignedIn who) {
        boolean own = view.owner().equals(who.staff());
        SubmissionQuery query = QueryReader.read(view.query()).asked().orElse(SubmissionQuery.ALL);
        return new Kept(
                view,
                new ListQuery(query).path(),
                query.equals(list.query()),
                own ? Optional.empty() : Optional.of(view.owner()),
                own || who.runsAll());
    }

    /** Those that may be deleted. */
    public List<Kept> removable() {
        return kept.stream().filter(Kept::removable).toList();
    }
}
