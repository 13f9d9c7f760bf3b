package dev.passback.adminui.submission;

import dev.passback.adminui.http.Flashes;
import dev.passback.adminui.http.Pages;
import dev.passback.db.submission.DownloadLog;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.time.InstantSource;

/** The list and what one does with it. */
public record Lists(SubmissionListPage page, DownloadAction download, SelectionAction selection, ViewActions views) {

    /**
     * On a pool for pages.
     *
     * @param lists what is listed is read by
     * @param api where tenants send to
     */
    public static Lists on(Pool pool, Pool lists, URI api, Pages pages, Flashes flashes, InstantSource clock) {
        SubmissionListPage.Stores stores = SubmissionListPage.Stores.on(pool, lists);
        EmptyListReason empty = new EmptyListReason(stores.filters(), stores.list(), api);
        return new Lists(
                new SubmissionListPage(stores, empty, pages, clock),
                new DownloadAction(stores.filters(), stores.list(), new DownloadLog(pool)),
                new SelectionAction(),
                new ViewActions(stores.views(), flashes));
    }
}
