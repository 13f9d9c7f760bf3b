package dev.passback.adminui.http;

import dev.passback.adminui.page.Frame;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.Optional;

/** Renders the precompiled templates, which escape whatever they are given. */
public final class Pages {

    private final TemplateEngine templates = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Pages.class.getClassLoader(), "dev.passback.adminui.jte");
    private final Assets assets;
    private final Flashes flashes;
    private final InstantSource clock;

    public Pages(Assets assets, Flashes flashes, InstantSource clock) {
        this.assets = assets;
        this.flashes = flashes;
        this.clock = clock;
    }

    /** What stands around a page for whoever asks. */
    public Frame frame(RoutingContext ctx, String title) {
        return new Frame(
                title, assets.path(), clock.instant(), Session.find(ctx), Optional.empty(), "", flashes.take(ctx));
    }

    /** Answers with a page. */
    public void show(RoutingContext ctx, String template, Object model) {
        show(ctx, 200, template, model);
    }

    /** Answers with a page and a status. A template that fails is a failure of the request. */
    public void show(RoutingContext ctx, int status, String template, Object model) {
        Utf8ByteOutput html = new Utf8ByteOutput();
        try {
            templates.render(template, model, html);
        } catch (RuntimeException broken) {
            ctx.fail(broken);
            return;
        }
        ctx.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(Buffer.buffer(html.toByteArray()));
    }
}
