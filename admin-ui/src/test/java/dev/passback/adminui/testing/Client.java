package dev.passback.adminui.testing;

import dev.passback.core.staff.Role;
import dev.passback.core.submission.SubmissionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A program that speaks HTTP to the pages: keeps cookies, follows no redirect. */
public final class Client {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    private final Site site;
    private final Map<String, String> cookies = new TreeMap<>();

    public Client(Site site) {
        this.site = site;
    }

    /** Somebody with this role, signed in. */
    public static Client signedIn(Site site, Role role) {
        Client client = new Client(site);
        client.signIn(Site.nameOf(role), Site.PASSWORD);
        return client;
    }

    public HttpResponse<String> signIn(String name, String password) {
        return post("/sign-in", Map.of("csrf", csrf("/sign-in"), "name", name, "password", password));
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path, Map<String, String> form) {
        return post(path, form, Map.of());
    }

    public HttpResponse<String> post(String path, Map<String, String> form, Map<String, String> headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = request(path).header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> send(String method, String path) {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** Says why this submission must be seen. */
    public HttpResponse<String> reveal(SubmissionId id, String reason) {
        String page = "/submissions/" + id;
        return post(page + "/reveal", Map.of("csrf", csrf(page), "reason", reason));
    }

    /** Fills in a form of this page and presses its button. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> fields) {
        Map<String, String> form = new TreeMap<>(fields);
        form.put("csrf", csrf(page));
        return post(action, form);
    }

    /** The page to which an answer leads. */
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        return get(answer.headers().firstValue("location").orElseThrow());
    }

    /** The token in the first form of a page. */
    public String csrf(String path) {
        Matcher found = CSRF.matcher(get(path).body());
        return found.find() ? found.group(1) : "";
    }

    /** An address of the pages that this client speaks to. */
    public String url(String path) {
        return site.url(path);
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(site.url(path))).timeout(Duration.ofSeconds(30));
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            answer.headers().allValues("set-cookie").forEach(this::keep);
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void keep(String header) {
        String[] pair = header.split(";", 2)[0].split("=", 2);
        if (header.contains("Max-Age=0")) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
