package dev.passback.core.integration;

import dev.passback.core.tenant.TenantId;

/** Names one integration: two tenants may have one with the same id. */
public record IntegrationRef(TenantId tenant, String id) {

    /** What an id must be, as the end of a sentence. */
    public static final String ID_RULE =
            "must be 1 to 200 printable ASCII characters without blanks: it is sent as a header";

    /** Whether a text can stand as an id in a header. */
    public static boolean isId(String text) {
        return !text.isEmpty() && text.length() <= 200 && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
