package dev.passback.systemtests.program;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A member of staff at the pages, without a browser: signs in and follows every link. */
public final class StaffSession implements AutoCloseable {

    private static final int MOST_PAGES = 300;
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(/[^\"#]*)");

    private final String site;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private StaffSession(String site) {
        this.site = site;
    }

    /** Signs in with name and password. */
    public static StaffSession begin(String site, String name, String password) throws IOException {
        StaffSession session = new StaffSession(site);
        Matcher token = CSRF.matcher(session.get("/sign-in").body());
        if (!token.find()) {
            throw new IOException("the sign-in has no token");
        }
        HttpResponse<String> signedIn = session.send(HttpRequest.newBuilder(URI.create(site + "/sign-in"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=" + encoded(name) + "&password=" + encoded(password) + "&csrf="
                        + encoded(token.group(1)) + "&to=%2Fsubmissions")));
        if (signedIn.statusCode() != 303 && signedIn.statusCode() != 302) {
            throw new IOException("not signed in: " + signedIn.statusCode());
        }
        return session;
    }

    /** The session's token, which the browser holds. */
    public String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().endsWith("session"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow();
    }

    /** Every page and asset that links lead to, by its address: what was answered, headers and all. */
    public Map<String, String> crawl(String from) throws IOException {
        Map<String, String> seen = new LinkedHashMap<>();
        Queue<String> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty() && seen.size() < MOST_PAGES) {
            String path = next.remove().replace("&amp;", "&");
            if (seen.containsKey(path)) {
                continue;
            }
            HttpResponse<String> answer = get(path);
            seen.put(path, answer.headers().map() + "\n" + answer.body());
            answer.headers()
                    .firstValue("location")
                    .filter(to -> to.startsWith("/"))
                    .ifPresent(next::add);
            Matcher links = LINK.matcher(answer.body());
            while (links.find()) {
                next.add(links.group(1));
            }
        }
        return seen;
    }

    /** Gets a page as this person. */
    public HttpResponse<String> get(String path) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(site + path)).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
