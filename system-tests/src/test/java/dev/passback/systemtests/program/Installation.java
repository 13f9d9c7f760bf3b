package dev.passback.systemtests.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.passback.core.credential.Sealed;
import dev.passback.core.credential.SealingKeys;
import dev.passback.core.credential.Secret;
import dev.passback.core.integration.IntegrationRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A Passback that was set up by its own commands, each of which is checked: schema, keys, a tenant and its key. */
public final class Installation {

    /** The tenant's name. */
    public static final String TENANT = "assessments";

    private static final String CREDENTIAL = "ks_dev_sandbox";

    private final PassbackCommands commands;
    private final String key;

    private Installation(PassbackCommands commands, String key) {
        this.commands = commands;
        this.key = key;
    }

    /** Sets up an empty database. */
    public static Installation create(PassbackCommands commands, String databaseUrl) {
        Path sealing = commands.file("sealing.json");
        Path opening = commands.file("opening.json");
        commands.with("PASSBACK_DATABASE_URL", databaseUrl)
                .with("PASSBACK_SEALING_KEYS_FILE", sealing.toString())
                .with("PASSBACK_OPENING_KEYS_FILE", opening.toString())
                .with("PASSBACK_ALLOWED_PRIVATE_HOSTS", "127.0.0.1")
                .with("PASSBACK_BIND_ADDRESS", "127.0.0.1")
                .with("PASSBACK_STOP_NOTICE", "0s")
                .with("PASSBACK_API_PORT", "0")
                .with("PASSBACK_UI_PORT", "0")
                .with("PASSBACK_OPS_PORT", "0");
        assertThat(commands.answer("migrate").getInteger("applied")).isPositive();
        commands.answer("secrets", "init", "--sealing", sealing.toString(), "--opening", opening.toString());
        assertThat(sealing).isNotEmptyFile();
        assertThat(opening).isNotEmptyFile();
        assertThat(commands.answer("tenant", "create", TENANT).getString("name"))
                .isEqualTo(TENANT);
        String key = commands.answer("key", "create", "--tenant", TENANT).getString("key");
        assertThat(key).startsWith("pbk_");
        return new Installation(commands, key);
    }

    /** Another tenant with an integration in front of the same upstream; its key. */
    public String tenant(String name, String integration, String baseUrl) {
        commands.answer("tenant", "create", name);
        create(name, integration, baseUrl);
        return commands.answer("key", "create", "--tenant", name).getString("key");
    }

    /** The tenant's key. */
    public String key() {
        return key;
    }

    /** Creates an integration whose upstream is the sandbox at this address. */
    public void integration(String id, String baseUrl, String... options) {
        create(TENANT, id, baseUrl, options);
    }

    private void create(String tenant, String id, String baseUrl, String... options) {
        Path credential = commands.file("kombo-key.txt", CREDENTIAL + "\n");
        List<String> words = new ArrayList<>(List.of("integration", "create", id, "--tenant", tenant));
        words.addAll(List.of("--base-url", baseUrl, "--credential-file", credential.toString()));
        words.addAll(List.of(options));
        assertThat(commands.answer(words.toArray(String[]::new)).getString("id"))
                .isEqualTo(id);
    }

    /** Creates an account for the pages. */
    public void staff(String name, String role, String password) {
        Path file = commands.file("password.txt", password + "\n");
        assertThat(commands.answer("staff", "create", name, "--role", role, "--password-file", file.toString())
                        .getString("role"))
                .isEqualTo(role);
    }

    /** Runs a command on the installation's own files with keys. */
    public JsonObject secrets(String command, String... options) {
        List<String> words = new ArrayList<>(List.of("secrets", command));
        words.addAll(List.of("--sealing", commands.file("sealing.json").toString()));
        words.addAll(List.of("--opening", commands.file("opening.json").toString()));
        words.addAll(List.of(options));
        return commands.answer(words.toArray(String[]::new));
    }

    /** Which keys seal what. */
    public JsonArray sealedWith() {
        return commands.answer("secrets", "status").getJsonArray("keys");
    }

    /** One more key of the tenant. */
    public String anotherKey() {
        return commands.answer("key", "create", "--tenant", TENANT).getString("key");
    }

    /** Starts several nodes at once; all are ready when this returns. */
    public Cluster cluster(int nodes) {
        List<PassbackProcess> starting =
                IntStream.range(0, nodes).mapToObj(no -> startNode()).toList();
        return new Cluster(this, starting.stream().map(Serving::of).toList());
    }

    /** Starts a node, which is ready some seconds later. */
    PassbackProcess startNode() {
        return commands.start("serve", "--json");
    }

    /** The tenant's credential as it would be sealed for an integration, for tests that need hundreds. */
    public Sealed sealed(IntegrationRef owner) {
        try {
            return SealingKeys.parse(Files.readString(commands.file("sealing.json")))
                    .seal(new Secret(CREDENTIAL), owner);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Starts {@code serve}, API and pages; ready when this returns. */
    public Serving serve() {
        return Serving.of(startNode());
    }
}
