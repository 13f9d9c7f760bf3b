package dev.passback.db.audit;

import io.vertx.sqlclient.Tuple;
import java.util.Optional;

/**
 * What a person does, or a program for one.
 *
 * @param actor who, such as {@code staff:anna}
 * @param reason why, in the person's own words, on one line; control characters in it become blanks
 * @param origin from which address
 */
public record Act(String actor, Optional<String> reason, String origin) {

    /** What Passback does by itself, such as furnishing a demo. */
    public static final Act BY_PASSBACK = new Act("passback", Optional.empty(), "this program");

    public Act {
        reason = reason.map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip()).filter(text -> !text.isEmpty());
    }

    /** Actor, reason and origin as the next three values of a statement. */
    public Tuple addTo(Tuple values) {
        return values.addValue(actor).addValue(reason.orElse(null)).addValue(origin);
    }
}
