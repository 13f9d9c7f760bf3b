package dev.passback.gateway.cli;

import dev.passback.db.credential.ResealStore;
import dev.passback.db.credential.ResealStore.KeyUse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code secrets rotate}: another key to seal with, and everything sealed anew. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Add a key to the private file, wait until every node can have it, seal with it from then on,"
                    + " and seal anew whatever was sealed with an older one. Traffic may run meanwhile.",
            "Interrupted, it is gone on with when it is called again."
        })
final class SecretsRotateCommand implements Callable<Integer> {

    @Mixin
    private final KeyFileOptions options = new KeyFileOptions();

    @Option(
            names = "--settle",
            paramLabel = "15s",
            description = "how long a replaced file takes to be everywhere; ${DEFAULT-VALUE} by default",
            defaultValue = "15s")
    private Duration settle = Duration.ZERO;

    @Option(
            names = "--add-only",
            description = "stop when the key was added, for private keys that are kept elsewhere than in this file;"
                    + " bring them there, then call it again without")
    private boolean addOnly;

    @Option(names = "--retire", description = "drop older keys once no credential is sealed with them")
    private boolean retire;

    @Option(names = "--json", description = "answer with one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        KeyFiles files = options.files();
        try (FileChannel lock = alone(files.opening());
                Session session = Session.open()) {
            return rotate(RotatingKeys.read(files), session);
        }
    }

    private int rotate(RotatingKeys keys, Session session) throws InterruptedException {
        ResealStore store = new ResealStore(session.pool());
        if (keys.waiting().isEmpty() && !isUnfinished(keys, session.await(store.uses()))) {
            keys.add();
            say("added key " + keys.waiting().getLast());
        }
        if (addOnly) {
            List<Long> added = keys.waiting();
            Terminal.print(json, new JsonObject().put("added", new JsonArray(added)), "Not sealed with yet: " + added);
            return 0;
        }
        if (!keys.waiting().isEmpty()) {
            settle();
            keys.use();
        }
        say("sealing with key " + keys.inUse().primary());
        Resealing.Result result = new Resealing(session, keys.inUse()).run();
        return retire ? retire(keys, session, result) : end(keys, session, result, List.of());
    }

    private int retire(RotatingKeys keys, Session session, Resealing.Result before) throws InterruptedException {
        // a node that had not heard of the new key yet may have sealed with an older one meanwhile
        settle();
        Resealing.Result result = before.and(new Resealing(session, keys.inUse()).run());
        Set<Long> used = ids(session.await(new ResealStore(session.pool()).uses()));
        return end(keys, session, result, keys.retireAllBut(used));
    }

    private int end(RotatingKeys keys, Session session, Resealing.Result result, List<Long> retired) {
        List<KeyUse> uses = session.await(new ResealStore(session.pool()).uses());
        Terminal.print(
                json,
                result.addTo(new JsonObject().put("key", keys.inUse().primary()))
                        .put("retired", new JsonArray(retired))
                        .put("keys", SecretsStatusCommand.array(uses)),
                result.text() + "\nThey are sealed with key " + keys.inUse().primary() + "."
                        + (retired.isEmpty() ? "" : "\nRetired: " + retired));
        return result.exitCode();
    }

    /** Whether an earlier rotation left what this one can open and seal anew. */
    private static boolean isUnfinished(RotatingKeys keys, List<KeyUse> uses) {
        Set<Long> used = ids(uses);
        used.remove(keys.inUse().primary());
        used.retainAll(keys.inUse().ids());
        return !used.isEmpty();
    }

    private static Set<Long> ids(List<KeyUse> uses) {
        return uses.stream().map(KeyUse::keyId).collect(Collectors.toCollection(HashSet::new));
    }

    private void settle() throws InterruptedException {
        say("waiting " + settle.toSeconds() + " s, so that it is everywhere");
        TimeUnit.MILLISECONDS.sleep(settle.toMillis());
    }

    private static void say(String step) {
        System.err.println(step);
    }

    /** Two at once would each lose the other's key. The lock ends with the process. */
    private static FileChannel alone(Path opening) throws IOException {
        Path beside = opening.toAbsolutePath().resolveSibling("." + opening.getFileName() + ".lock");
        FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new CommandFailure("another rotation of " + opening + " is under way");
        }
        return channel;
    }
}
