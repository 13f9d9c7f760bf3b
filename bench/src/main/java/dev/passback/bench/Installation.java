package dev.passback.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Passback as its commands set it up: one tenant with one integration in front of the stub. */
final class Installation {

    /** Whose rows the naive gateway writes; no tenant of Passback's has that number. */
    static final long NAIVE_TENANT = 999_999;

    static final String INTEGRATION = "greenhouse:HWUTwvyx2wLoSUHphiWVrp28";

    /** More calls in flight than there are callers, so that slots limit nothing. */
    private static final String CAP = "1000";

    private final Path program;
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private final String key;

    private Installation(Path root, Path folder, String database, String javaOptions) {
        this.program = root.resolve("passback");
        this.folder = folder;
        environment.put("PASSBACK_SKIP_BUILD", "1");
        environment.put("PASSBACK_DATABASE_URL", database);
        environment.put(
                "PASSBACK_SEALING_KEYS_FILE", folder.resolve("sealing.json").toString());
        environment.put(
                "PASSBACK_OPENING_KEYS_FILE", folder.resolve("opening.json").toString());
        environment.put("PASSBACK_ALLOWED_PRIVATE_HOSTS", "127.0.0.1");
        environment.put("PASSBACK_BIND_ADDRESS", "127.0.0.1");
        environment.put("PASSBACK_API_PORT", "0");
        environment.put("PASSBACK_UI_PORT", "0");
        environment.put("PASSBACK_OPS_PORT", "0");
        environment.put("JAVA_OPTS", javaOptions);
        run("migrate");
        run("tenant", "create", "bench");
        this.key = run("key", "create", "--tenant", "bench").getString("key");
    }

    /** Sets up an empty database. */
    static Installation create(Path root, Path folder, String database, int upstream, String javaOptions)
            throws IOException {
        Installation made = new Installation(root, folder, database, javaOptions);
        made.integration(upstream);
        return made;
    }

    private void integration(int upstream) throws IOException {
        run(
                "secrets",
                "init",
                "--sealing",
                folder.resolve("sealing.json").toString(),
                "--opening",
                folder.resolve("opening.json").toString());
        Path credential = Files.writeString(folder.resolve("credential.txt"), "ks_dev_bench_of_passback\n");
        run(
                "integration",
                "create",
                INTEGRATION,
                "--tenant",
                "bench",
                "--cap",
                CAP,
                "--base-url",
                "http://127.0.0.1:" + upstream + "/v1",
                "--credential-file",
                credential.toString());
    }

    /** Stores made-up submissions of other tenants. */
    void generate(int submissions) {
        run("generate", "--submissions", Integer.toString(submissions), "--yes");
    }

    private JsonObject run(String... words) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(words));
        command.add("--json");
        return new JsonObject(CommandLine.run(command, environment));
    }

    /** Starts {@code serve}; ready when this returns. */
    Program serve() {
        return Program.start(
                List.of(program.toString(), "serve", "--json"), environment, folder.resolve("passback.log"));
    }

    /** The headers of a caller who reads what a tenant has sent. */
    Map<String, String> readerOf(String tenant) {
        return Map.of(
                "authorization",
                "Bearer " + run("key", "create", "--tenant", tenant).getString("key"));
    }

    /** The headers of a caller. */
    Map<String, String> headers() {
        return Map.of(
                "authorization", "Bearer " + key, "x-integration-id", INTEGRATION, "content-type", "application/json");
    }
}
