package dev.passback.adminui.submission;

import dev.passback.adminui.http.Session;
import dev.passback.db.audit.Act;
import dev.passback.db.export.FileFormat;
import dev.passback.db.submission.Cursor;
import dev.passback.db.submission.DownloadLog;
import dev.passback.db.submission.SubmissionFilter;
import dev.passback.db.submission.SubmissionFilters;
import dev.passback.db.submission.SubmissionLine;
import dev.passback.db.submission.SubmissionList;
import dev.passback.db.submission.SubmissionPage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.Optional;

/**
 * Writes a list to a file, page by page: the next page is read when the last one is on its way, and none when the reader has gone.
 */
public final class DownloadAction {

    /** How many lines a file has at the most. */
    static final int MOST = 100_000;

    private static final int AT_ONCE = 1_000;

    private final SubmissionFilters filters;
    private final SubmissionList list;
    private final DownloadLog log;

    DownloadAction(SubmissionFilters filters, SubmissionList list, DownloadLog log) {
        this.filters = filters;
        this.list = list;
        this.log = log;
    }

    /** One file on its way. */
    private record Download(
            HttpServerResponse response, SubmissionFilter filter, FileFormat format, String query, Act act) {}

    /** Answers with the file. */
    public void start(RoutingContext ctx) {
        FileFormat format =
                FileFormat.ofWord(ctx.queryParams().get("format")).orElseThrow(() -> new HttpException(404));
        if (!(ListAddress.read(ctx.queryParams()) instanceof ListAddress.Asked asked)) {
            throw new HttpException(400);
        }
        Act act = Session.act(ctx, Optional.empty());
        String query = asked.list().query().text();
        filters.of(asked.list().query(), Session.of(ctx).tenants())
                .compose(filter -> log.begins(query, format.word(), act)
                        .map(noted -> new Download(ctx.response(), filter, format, query, act)))
                .onSuccess(this::write)
                .onFailure(ctx::fail);
    }

    private void write(Download download) {
        HttpServerResponse response = download.response;
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, download.format.type())
                .putHeader(
                        "Content-Disposition", "attachment; filename=\"submissions." + download.format.word() + "\"");
        response.write(download.format.head());
        pages(download, new Cursor.Newest(), 0)
                .onSuccess(rows -> response.end())
                // half a file must not look like a whole one
                .onFailure(broken -> response.reset());
    }

    /** Writes all from here on; answers how many lines there are then. */
    private Future<Integer> pages(Download download, Cursor from, int before) {
        return list.page(download.filter, from, Math.min(AT_ONCE, MOST - before))
                .compose(page -> written(download, page.lines()).map(page))
                .compose(page -> {
                    int rows = before + page.lines().size();
                    return goesOn(download, page, rows)
                            ? pages(
                                    download,
                                    new Cursor.OlderThan(page.lines().getLast().id()),
                                    rows)
                            : log.ended(download.query, download.format.word(), rows, download.act)
                                    .map(rows);
                });
    }

    private static boolean goesOn(Download download, SubmissionPage page, int rows) {
        return page.older() && rows < MOST && !download.response.closed();
    }

    private static Future<Void> written(Download download, List<SubmissionLine> lines) {
        HttpServerResponse response = download.response;
        // who has gone is noticed before the next page
        return response.closed()
                ? Future.succeededFuture()
                : response.write(download.format.lines(lines)).otherwiseEmpty();
    }
}
