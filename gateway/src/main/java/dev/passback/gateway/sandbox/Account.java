package dev.passback.gateway.sandbox;

import java.util.Set;

/** An API key and the integrations that it may speak for. Prints no key. */
public record Account(String key, Set<String> integrations) {

    public Account {
        integrations = Set.copyOf(integrations);
    }

    /** The last four characters: enough to tell keys apart, useless to call with. */
    public String keyTail() {
        return tail(key);
    }

    static String tail(String key) {
        return key.substring(Math.max(0, key.length() - 4));
    }

    @Override
    public String toString() {
        return "Account[key=***" + keyTail() + ", integrations=" + integrations + "]";
    }
}
