package dev.passback.adminui.audit;

import dev.passback.db.audit.AuditFilter;
import dev.passback.db.audit.AuditLine;
import dev.passback.db.audit.AuditLog;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code /audit/download?format=csv|ndjson}: the lines of the same filter, all of them, the newest first. They are read and sent a page at
 * a time, as fast as they are taken, so a long log costs no memory.
 */
public final class AuditDownload {

    private static final int SIZE = 500;

    private final AuditLog log;
    private final TenantStore tenants;

    public AuditDownload(AuditLog log, TenantStore tenants) {
        this.log = log;
        this.tenants = tenants;
    }

    public void send(RoutingContext ctx) {
        AuditFormat format = AuditFormat.ofWord(ctx.request().getParam("format", AuditFormat.CSV.word()))
                .orElseThrow(() -> new HttpException(404));
        AuditQuery query = AuditQuery.read(ctx);
        query.within(ctx, tenants)
                .compose(within -> first(ctx, format, query.filter(within)))
                .onFailure(failure -> {
                    if (ctx.response().headWritten()) {
                        // what is cut off must not look whole
                        ctx.response().reset();
                    } else {
                        ctx.fail(failure);
                    }
                });
    }

    /** The head is sent once there is something to send: a database that is down is an answer of its own. */
    private Future<Void> first(RoutingContext ctx, AuditFormat format, AuditFilter filter) {
        return log.list(filter, Optional.empty(), SIZE).compose(page -> {
            HttpServerResponse response = ctx.response()
                    .setChunked(true)
                    .putHeader("content-type", format.type())
                    .putHeader("content-disposition", "attachment; filename=\"passback-audit." + format.word() + "\"");
            return response.write(format.head()).compose(sent -> rest(response, format, filter, page));
        });
    }

    private Future<Void> rest(
            HttpServerResponse response, AuditFormat format, AuditFilter filter, dev.passback.db.Page<AuditLine> page) {
        String text = page.lines().stream().map(format::line).collect(Collectors.joining());
        return response.write(text).compose(sent -> {
            if (!page.more()) {
                return response.end();
            }
            Optional<Long> last = Optional.of(page.lines().getLast().id());
            return log.list(filter, last, SIZE).compose(next -> rest(response, format, filter, next));
        });
    }
}
