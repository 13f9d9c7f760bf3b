package dev.passback.db.access;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The roles that Passback runs as, beside the one that owns the schema and migrates it.
 *
 * @param gateway runs the API and the delivery engine
 * @param ui the pages run as this one
 */
public record DatabaseRoles(Optional<String> gateway, Optional<String> ui) {

    public DatabaseRoles {
        if (gateway.isPresent() && gateway.equals(ui)) {
            throw new IllegalArgumentException(
                    "the gateway and the pages need roles of their own, or what the pages may not read they can");
        }
    }

    /** Those that there are. */
    public Stream<String> all() {
        return Stream.concat(gateway.stream(), ui.stream());
    }

    /** Whether there is nobody to grant anything to. */
    public boolean isEmpty() {
        return gateway.isEmpty() && ui.isEmpty();
    }
}
