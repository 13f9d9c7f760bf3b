package dev.passback.gateway.cli;

import dev.passback.core.credential.Keyset;
import dev.passback.core.credential.SealingKeys;
import java.util.List;
import java.util.Set;

/**
 * The keys of a pair of files while they are rotated. How far that is can be seen from the files alone: a key that only the private
 * file has was added and is not sealed with yet. So a rotation that was interrupted is gone on with by the next.
 */
final class RotatingKeys {

    private final KeyFiles files;
    private Keyset keys;
    private SealingKeys sealing;

    private RotatingKeys(KeyFiles files, Keyset keys, SealingKeys sealing) {
        this.files = files;
        this.keys = keys;
        this.sealing = sealing;
    }

    /** Reads both files; fails unless they are a pair. */
    static RotatingKeys read(KeyFiles files) {
        Keyset keys = files.keys();
        SealingKeys sealing = files.sealingKeys();
        if (!keys.ids().contains(sealing.keyId())) {
            throw new CommandFailure(files.sealing() + " seals with key " + sealing.keyId() + ", which "
                    + files.opening() + " lacks: its keys are " + keys.ids() + "; the two files are no pair");
        }
        return new RotatingKeys(files, keys, sealing);
    }

    /** All keys, the one in front that is sealed with now. */
    Keyset inUse() {
        return keys.withPrimary(sealing.keyId());
    }

    /** Keys that were added and are not sealed with yet. */
    List<Long> waiting() {
        return keys.ids().stream().filter(id -> !sealing.ids().contains(id)).toList();
    }

    /** Adds a key to the private file. */
    void add() {
        keys = keys.withNewKey();
        files.replaceOpening(keys);
    }

    /** From now on the key that was added last is sealed with; it must still be in the private file. */
    void use() {
        long added = waiting().getLast();
        Keyset now = files.keys();
        if (!now.ids().contains(added)) {
            throw new CommandFailure(files.opening() + " lost key " + added
                    + " meanwhile: somebody else wrote it; nothing was sealed with that key");
        }
        keep(now.withPrimary(added));
    }

    /** Keeps no keys but these and the one that is sealed with; the ids of those that are gone. */
    List<Long> retireAllBut(Set<Long> used) {
        Keyset kept = inUse().keeping(used);
        List<Long> retired =
                keys.ids().stream().filter(id -> !kept.ids().contains(id)).toList();
        if (!retired.isEmpty()) {
            keep(kept);
        }
        return retired;
    }

    private void keep(Keyset fresh) {
        files.replaceOpening(fresh);
        files.replaceSealing(fresh);
        keys = fresh;
        sealing = files.sealingKeys();
    }
}
