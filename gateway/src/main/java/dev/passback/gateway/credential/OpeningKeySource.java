package dev.passback.gateway.credential;

import dev.passback.core.credential.OpeningKeys;
import dev.passback.core.credential.Secret;
import java.util.Optional;
import java.util.function.Function;

/** Where a node's opening keys come from: read at the start, and again when a credential needs a key that they lack. */
public final class OpeningKeySource {

    private final KeysetText text;
    private final Function<Secret, OpeningKeys> parse;
    private final OpeningKeys atStart;

    private OpeningKeySource(KeysetText text, Function<Secret, OpeningKeys> parse) {
        this.text = text;
        this.parse = parse;
        this.atStart = readNow();
    }

    /**
     * Reads the keys for the first time; blocks.
     *
     * @param keyService the address of the key that they are encrypted with, where they are
     * @throws IllegalArgumentException if they cannot be had, or are none; the message quotes nothing
     */
    public static OpeningKeySource of(KeysetText text, Optional<String> keyService) {
        return new OpeningKeySource(
                text,
                keyService
                        .<Function<Secret, OpeningKeys>>map(uri -> json -> OpeningKeys.parse(json, KeyService.key(uri)))
                        .orElse(OpeningKeys::parse));
    }

    /** As they were at the start. */
    public OpeningKeys atStart() {
        return atStart;
    }

    /** As they are now; blocks. Fails as {@link #of} does. */
    OpeningKeys readNow() {
        return parse.apply(text.read());
    }
}
