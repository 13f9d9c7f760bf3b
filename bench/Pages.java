import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times each page and each single filter with one signed-in visitor, warm, and counts which partitions were read from end to end. */
public final class Pages {

    /** A page or a list with a single filter. */
    private record Page(String name, String path) {

        /** Of a line: a name and an address, or {@code filter} and a query. */
        static Page of(String line) {
            String[] parts = line.split("  +", 2);
            return parts[0].equals("filter")
                    ? new Page("filter " + parts[1].replaceAll("[{}]", ""), "/submissions?q=" + parts[1])
                    : new Page(parts[0], parts[1]);
        }

        /** UI.md's bar in milliseconds, for the 95th percentile. */
        int bar() {
            return name.startsWith("filter") ? 300 : 100;
        }
    }

    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
    private static final long LARGE = 20_000;

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String ui;
    private final int runs;

    private Pages(String ui, int runs) {
        this.ui = ui;
        this.runs = runs;
    }

    public static void main(String[] arguments) throws Exception {
        Map<String, String> options = options(arguments);
        Pages pages = new Pages(options.get("ui"), Integer.parseInt(options.getOrDefault("runs", "50")));
        try (Connection database = connect(options.get("database"))) {
            Map<String, String> values = values(database);
            pages.signIn(options.get("staff"), Files.readString(Path.of(options.get("password-file"))).strip());
            System.out.printf("%s submissions; %d runs each, after 3 to warm up; milliseconds%n%n", values.get("count"), pages.runs);
            Map<String, Scans> before = scans(database);
            List<Page> listed = listed(Path.of(options.get("pages")));
            boolean slow = pages.measureAll(listed, values);
            Map<String, Long> scanned = pages.newScans(database, before);
            for (String partition : scanned.keySet()) {
                System.out.println("read from end to end: " + partition);
            }
            if (!scanned.isEmpty()) {
                pages.blame(database, listed, values);
            }
            System.exit(scanned.isEmpty() && !slow ? 0 : 1);
        }
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        for (String needed : List.of("ui", "staff", "password-file", "database", "pages")) {
            if (!options.containsKey(needed)) {
                System.err.println("bench/pages --ui URL --staff NAME --password-file FILE --database postgresql://... [--runs 50]");
                System.exit(2);
            }
        }
        return options;
    }

    /** Prints a line for each page; whether one is slower than its bar, or not there. */
    private boolean measureAll(List<Page> listed, Map<String, String> values) throws IOException, InterruptedException {
        System.out.println("| page | p50 | p95 | max | KB | |");
        System.out.println("| --- | ---: | ---: | ---: | ---: | --- |");
        boolean slow = false;
        for (Page page : listed) {
            String path = filled(page.path, values);
            HttpResponse<String> answer = get(path);
            if (answer.statusCode() >= 400) {
                System.out.printf("| %s | | | | | not there (%d) |%n", page.name, answer.statusCode());
                slow = true;
                continue;
            }
            get(path);
            get(path);
            double[] times = new double[runs];
            for (int i = 0; i < runs; i++) {
                long start = System.nanoTime();
                get(path);
                times[i] = (System.nanoTime() - start) / 1e6;
            }
            Arrays.sort(times);
            double p95 = times[(int) Math.ceil(runs * 0.95) - 1];
            boolean over = p95 > page.bar();
            slow |= over;
            System.out.printf(
                    "| %s | %.0f | %.0f | %.0f | %d | %s |%n",
                    page.name, times[runs / 2], p95, times[runs - 1], answer.body().length() / 1024, over ? "slow" : "");
        }
        System.out.println();
        return slow;
    }

    /** Which pages they were: by halves, because each look takes as long as a server process needs to tell. */
    private void blame(Connection database, List<Page> pages, Map<String, String> values) throws Exception {
        Map<String, Scans> before = scans(database);
        for (Page page : pages) {
            get(filled(page.path, values));
        }
        Map<String, Long> scanned = newScans(database, before);
        if (scanned.isEmpty()) {
            return;
        }
        if (pages.size() == 1) {
            System.out.println(pages.get(0).name + " reads from end to end: " + String.join(", ", scanned.keySet()));
            return;
        }
        blame(database, pages.subList(0, pages.size() / 2), values);
        blame(database, pages.subList(pages.size() / 2, pages.size()), values);
    }

    private Map<String, Long> newScans(Connection database, Map<String, Scans> before) throws Exception {
        // A server process tells what it read when it has been idle for ten seconds, or with a later statement.
        Thread.sleep(11_000);
        Map<String, Long> scanned = new LinkedHashMap<>();
        scans(database).forEach((partition, now) -> {
            long whole = now.wholeSince(before.getOrDefault(partition, new Scans(0, 0, 0)));
            if (whole > 0) {
                scanned.put(partition, whole);
            }
        });
        return scanned;
    }

    /** What was read of a partition row after row: how often, and how many rows in all. */
    private record Scans(long times, long rows, long all) {

        /** How many of those since then went to the end, or might have: one that stops after its first rows is none. */
        long wholeSince(Scans before) {
            long more = times - before.times;
            return more > 0 && (rows - before.rows) / more > all / 2 ? more : 0;
        }
    }

    /** Of each large partition. */
    private static Map<String, Scans> scans(Connection database) throws SQLException {
        Map<String, Scans> scans = new LinkedHashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("SELECT relname, seq_scan, seq_tup_read, n_live_tup FROM pg_stat_user_tables"
                        + " WHERE n_live_tup > " + LARGE + " AND relname ~ '^(submission|attempt|warning|audit)' ORDER BY relname")) {
            while (found.next()) {
                scans.put(found.getString(1), new Scans(found.getLong(2), found.getLong(3), found.getLong(4)));
            }
        }
        return scans;
    }

    private static Map<String, String> values(Connection database) throws SQLException {
        Map<String, String> values = new HashMap<>();
        values.put("count", one(database, "SELECT to_char(sum(reltuples), 'FM999,999,999,999') FROM pg_class WHERE relname ~ '^submission_(open|[0-9_]+)$'"));
        values.put("integration", one(database, "SELECT integration_id FROM (SELECT integration_id FROM submission ORDER BY id DESC LIMIT 1000) s GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"));
        values.put("smallIntegration", one(database, "SELECT id FROM integration ORDER BY created_at DESC, ctid DESC LIMIT 1"));
        values.put("tenantOfIntegration", one(database, "SELECT t.name FROM integration i JOIN tenant t ON t.id = i.tenant_id WHERE i.id = '" + values.get("integration") + "'"));
        values.put("tenant", values.get("tenantOfIntegration"));
        values.put("smallTenant", one(database, "SELECT name FROM tenant WHERE name LIKE 'sample%' ORDER BY id DESC LIMIT 1"));
        values.put("id", one(database, "SELECT id FROM submission WHERE state = 'delivered' ORDER BY id DESC OFFSET 10 LIMIT 1"));
        values.put("oldId", one(database, "SELECT id FROM submission ORDER BY id OFFSET 1000 LIMIT 1"));
        values.put("manyId", one(database, "SELECT id FROM submission WHERE attempts > 4 ORDER BY id DESC LIMIT 1"));
        values.put("actedId", one(database, "SELECT submission_id FROM audit WHERE submission_id IS NOT NULL ORDER BY id DESC LIMIT 1"));
        values.put("candidate", one(database, "SELECT target_id FROM submission WHERE target_kind = 'candidate' ORDER BY id DESC LIMIT 1"));
        values.put("application", one(database, "SELECT target_id FROM submission WHERE target_kind = 'application' ORDER BY id DESC LIMIT 1"));
        values.put("problem", problem(database, "id", "failure"));
        values.put("warningProblem", problem(database, "id", "warning"));
        values.put("cause", problem(database, "cause", "warning"));
        values.put("code", "REMOTE.INPUT_INVALID");
        return values;
    }

    /** The one that is met most often. */
    private static String problem(Connection database, String column, String kind) throws SQLException {
        return one(database, "SELECT lpad(to_hex(" + column + "), 16, '0') FROM problem WHERE kind = '" + kind + "' ORDER BY times DESC LIMIT 1");
    }

    private static List<Page> listed(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Page::of)
                .toList();
    }

    private static String one(Connection database, String sql) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getString(1) : "none";
        }
    }

    private static String filled(String path, Map<String, String> values) {
        Matcher names = Pattern.compile("\\{(\\w+)}").matcher(path);
        String whole = names.replaceAll(name -> Matcher.quoteReplacement(values.get(name.group(1))));
        String[] parts = whole.split("\\?", 2);
        if (parts.length == 1) {
            return whole;
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : parts[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            parameters.add(pair[0] + "=" + URLEncoder.encode(pair[1], StandardCharsets.UTF_8));
        }
        return parts[0] + "?" + String.join("&", parameters);
    }

    private void signIn(String staff, String password) throws IOException, InterruptedException {
        Matcher token = CSRF.matcher(get("/sign-in").body());
        if (!token.find()) {
            throw new IOException("the sign-in has no token");
        }
        String form = "name=" + URLEncoder.encode(staff, StandardCharsets.UTF_8) + "&password="
                + URLEncoder.encode(password, StandardCharsets.UTF_8) + "&csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8)
                + "&to=%2Fsubmissions";
        HttpResponse<String> signedIn = http.send(
                HttpRequest.newBuilder(URI.create(ui + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        if (!signedIn.uri().getPath().equals("/submissions")) {
            throw new IOException("not signed in: " + signedIn.statusCode() + " " + signedIn.uri().getPath());
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(ui + path)).GET().build(), BodyHandlers.ofString());
    }

    private static Connection connect(String url) throws SQLException {
        URI address = URI.create(url);
        String[] login = address.getUserInfo().split(":", 2);
        String jdbc = "jdbc:postgresql://" + address.getHost() + ":" + (address.getPort() < 0 ? 5432 : address.getPort()) + address.getPath();
        return DriverManager.getConnection(jdbc, login[0], decoded(login[1]));
    }

    private static String decoded(String text) {
        return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
