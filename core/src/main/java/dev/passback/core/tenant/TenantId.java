package dev.passback.core.tenant;

/** The number of a tenant; first in every key of the database. */
public record TenantId(long value) {
    @Override
    public String toString() {
        return Long.toString(value);
    }
}
