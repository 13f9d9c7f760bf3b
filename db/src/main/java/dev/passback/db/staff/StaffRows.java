package dev.passback.db.staff;

import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Rows of staff to what an admin sees. */
final class StaffRows {

    private StaffRows() {}

    static StaffAccount account(Row row) {
        return new StaffAccount(
                row.getString("name"),
                Role.ofWord(row.getString("role")).orElse(Role.VIEWER),
                row.getBoolean("all_tenants") ? Optional.empty() : Optional.of(tenants(row)),
                row.getBoolean("by_provider"),
                Optional.ofNullable(row.getOffsetDateTime("disabled_at")),
                Optional.ofNullable(row.getOffsetDateTime("locked_until")),
                Optional.ofNullable(row.getOffsetDateTime("last_signed_in_at")),
                row.getOffsetDateTime("created_at"),
                row.getLong("version"));
    }

    private static List<Tenant> tenants(Row row) {
        Long[] ids = row.getArrayOfLongs("tenant_ids");
        String[] names = row.getArrayOfStrings("tenant_names");
        return IntStream.range(0, ids.length)
                .mapToObj(no -> new Tenant(new TenantId(ids[no]), names[no]))
                .toList();
    }
}
