package dev.passback.gateway.upstream;

import dev.passback.core.credential.Secret;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * Takes a credential out of what an upstream sends back: debug pages and error messages of proxies quote requests, and answers are
 * stored and shown.
 */
public record Echo(Secret credential) {

    /** A credential that is shorter may stand in any text by chance. */
    private static final int SHORTEST = 8;

    private static final String STAND_IN = "***";

    /** The body without it; the same buffer where it does not hold it. */
    public Buffer removedFrom(Buffer body) {
        if (cannotBeTold()) {
            return body;
        }
        String text = body.toString();
        return holds(text) ? Buffer.buffer(clean(text)) : body;
    }

    /** The headers without it; the same ones where none holds it. */
    public MultiMap removedFrom(MultiMap headers) {
        if (cannotBeTold() || headers.entries().stream().noneMatch(header -> holds(header.getValue()))) {
            return headers;
        }
        MultiMap clean = MultiMap.caseInsensitiveMultiMap();
        headers.forEach((name, value) -> clean.add(name, clean(value)));
        return clean;
    }

    private boolean cannotBeTold() {
        return credential.reveal().length() < SHORTEST;
    }

    private boolean holds(String text) {
        return text.contains(credential.reveal());
    }

    private String clean(String text) {
        return text.replace(credential.reveal(), STAND_IN);
    }
}
