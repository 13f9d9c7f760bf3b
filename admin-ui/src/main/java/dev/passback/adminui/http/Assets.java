package dev.passback.adminui.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Styles, scripts and pictures, from memory. Their path holds a hash over all of them, so browsers may keep them for ever and
 * a new version is seen at once.
 */
public final class Assets {

    static final List<String> NAMES = List.of(
            "app.js",
            "bar.css",
            "copy.js",
            "icon.svg",
            "insight.css",
            "job.css",
            "keys.js",
            "list.css",
            "list.js",
            "live-list.js",
            "live-parts.js",
            "live.css",
            "live.js",
            "passback.css",
            "theme-switch.js",
            "theme.js",
            "thing.css",
            "times.js");
    private static final Map<String, String> TYPES =
            Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

    private final Map<String, Buffer> files = new TreeMap<>();
    private final String version;

    /** Reads them all. */
    public Assets() {
        MessageDigest digest = sha256();
        for (String name : NAMES) {
            byte[] bytes = read(name);
            digest.update(bytes);
            files.put(name, Buffer.buffer(bytes));
        }
        version = HexFormat.of().formatHex(digest.digest(), 0, 8);
    }

    /** The path below which this version's files are. */
    public String path() {
        return "/assets/" + version;
    }

    /** Serves {@code /assets/:version/:name}. */
    public void serve(RoutingContext ctx) {
        // While nodes are replaced, a page of the other version may ask here: better this style than none, but not
        // kept.
        boolean current = version.equals(ctx.pathParam("version"));
        send(
                ctx,
                Objects.requireNonNull(ctx.pathParam("name")),
                current ? "public, max-age=31536000, immutable" : "no-cache");
    }

    /** Serves the icon where browsers look for it unasked. */
    public void icon(RoutingContext ctx) {
        send(ctx, "icon.svg", "public, max-age=86400");
    }

    private void send(RoutingContext ctx, String name, String caching) {
        Buffer bytes = Optional.ofNullable(files.get(name)).orElseThrow(() -> new HttpException(404));
        ctx.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .end(bytes);
    }

    private static byte[] read(String name) {
        try (InputStream file = Assets.class.getResourceAsStream("/dev/passback/adminui/assets/" + name)) {
            if (file == null) {
                throw new IllegalStateException("asset " + name + " is missing");
            }
            return file.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
