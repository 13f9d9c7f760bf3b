package dev.passback.db.audit;

import java.util.Optional;

/**
 * What a person does, or a program for one.
 *
 * @param actor who, such as {@code staff:anna}
 * @param reason why, in the person's own words, on one line; control characters in it become blanks
 * @param origin from which address
 */
public record Act(String actor, Optional<String> reason, String origin) {
    public Act {
        reason = reason.map(text -> text.replaceAll("\\p{Cntrl}+", " ").strip()).filter(text -> !text.isEmpty());
    }
}
