package dev.passback.db.audit;

import java.util.Optional;

/**
 * What a person does.
 *
 * @param actor who, such as {@code staff:anna}
 * @param reason why, in the person's own words
 * @param origin from which address
 */
public record Act(String actor, Optional<String> reason, String origin) {}
