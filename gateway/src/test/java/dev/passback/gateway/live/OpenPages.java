package dev.passback.gateway.live;

import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages that are open on the whole list, as browsers hold them: each listens, and asks for itself anew when it is told that it changed. */
final class OpenPages implements AutoCloseable {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final String site;
    // a client of its own, which takes its connections with it
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenPages(String site) {
        this.site = site;
    }

    static OpenPages open(String site, String password, int count) {
        OpenPages pages = new OpenPages(site);
        pages.signIn(password);
        for (int i = 0; i < count; i++) {
            pages.listen();
        }
        return pages;
    }

    /** Asks so often for the list, one time after the other. */
    void warmUp(int times) {
        for (int i = 0; i < times; i++) {
            send(list());
        }
    }

    private HttpRequest list() {
        return request("/submissions?q=").header("Passback-Live", "yes").build();
    }

    long events() {
        return events.get();
    }

    long asked() {
        return asked.get();
    }

    private void signIn(String password) {
        Matcher csrf = CSRF.matcher(send(request("/sign-in").build()).body());
        if (!csrf.find()) {
            throw new IllegalStateException("no form");
        }
        String form = "csrf=" + csrf.group(1) + "&name=bench&password=" + password.replace(' ', '+');
        send(request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(site + path));
    }

    private void listen() {
        http.sendAsync(request("/events?list=any").build(), HttpResponse.BodyHandlers.fromLineSubscriber(new Page()));
    }

    @Override
    public void close() {
        closed.set(true);
        http.shutdownNow();
    }

    /** One page: what it hears makes it ask. */
    private final class Page implements Flow.Subscriber<String> {

        private final AtomicBoolean asking = new AtomicBoolean();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.equals("event: change")) {
                events.incrementAndGet();
                if (asking.compareAndSet(false, true)) {
                    ask();
                }
            }
        }

        private void ask() {
            if (!closed.get()) {
                asked.incrementAndGet();
                http.sendAsync(list(), HttpResponse.BodyHandlers.discarding())
                        .whenComplete((page, broken) -> asking.set(false));
            }
        }

        @Override
        public void onError(Throwable broken) {}

        @Override
        public void onComplete() {}
    }
}
