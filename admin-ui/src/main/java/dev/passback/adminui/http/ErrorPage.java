package dev.passback.adminui.http;

import dev.passback.adminui.page.Frame;
import dev.passback.db.Failures;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a failure into a page: people read what it means and what to do, the log gets the cause once. */
public final class ErrorPage {

    /**
     * What the page says.
     *
     * @param status of the answer
     * @param heading what happened
     * @param advice what to do
     * @param reference by which the log's line is found
     */
    public record Model(Frame frame, int status, String heading, String advice, Optional<String> reference) {}

    private record Words(String heading, String advice) {}

    private static final Map<Integer, Words> WORDS = Map.of(
            403,
            new Words(
                    "This is not allowed",
                    "Your role does not include it, or the form was too old. Go back, reload the page and try once more;"
                            + " if it says so again, ask an admin for a role that does."),
            404,
            new Words(
                    "There is nothing here",
                    "No page and no submission has this address. Check that the id was copied whole, or paste it into the"
                            + " search box."),
            413,
            new Words("That was too much", "The form holds more text than is taken. Shorten it and try again."),
            503,
            new Words(
                    "The database does not answer",
                    "This page needs it, so it cannot be shown now. Nothing is lost. Try again in a minute; if it stays"
                            + " like this, tell whoever runs Passback."));
    private static final Words SENSELESS =
            new Words("This request makes no sense here", "Go back to the start and try from there.");
    private static final Words BROKEN = new Words(
            "Something broke on our side",
            "It is in the log. Try again; if it stays like this, tell whoever runs Passback the reference below.");
    /** What Vert.x's body handler gives as the status when a body could not be read: its form is wrong, or its sender went away. */
    private static final int UNREADABLE = 200;

    private static final Logger LOGGER = LoggerFactory.getLogger(ErrorPage.class);

    private final Pages pages;

    public ErrorPage(Pages pages) {
        this.pages = pages;
    }

    /** The end of every route that was not found. */
    public void notFound(RoutingContext ctx) {
        ctx.fail(404);
    }

    /** The end of every request that failed. */
    public void show(RoutingContext ctx) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            return;
        }
        int status = status(ctx);
        Optional<String> reference = status >= 500 ? Optional.of(log(ctx, status)) : Optional.empty();
        Words words = words(status);
        Frame frame = pages.frame(ctx, words.heading);
        pages.show(ctx, status, "http/ErrorPage.jte", new Model(frame, status, words.heading, words.advice, reference));
    }

    private static int status(RoutingContext ctx) {
        Throwable failure = ctx.failure();
        if (failure instanceof HttpException http) {
            return http.getStatusCode();
        }
        if (failure != null && ctx.statusCode() == UNREADABLE) {
            return 400;
        }
        if (failure == null) {
            return ctx.statusCode() < 400 ? 500 : ctx.statusCode();
        }
        return Failures.isUnavailable(failure) ? 503 : 500;
    }

    private static Words words(int status) {
        return WORDS.getOrDefault(status, status < 500 ? SENSELESS : BROKEN);
    }

    private static String log(RoutingContext ctx, int status) {
        String reference = UUID.randomUUID().toString().substring(0, 8);
        LOGGER.atError()
                .addKeyValue("reference", reference)
                .addKeyValue("statusCode", status)
                .addKeyValue("path", ctx.normalizedPath())
                .setCause(ctx.failure())
                .log("a page failed");
        return reference;
    }
}
