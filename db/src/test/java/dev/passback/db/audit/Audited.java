package dev.passback.db.audit;

import static dev.passback.db.MigratedDatabase.await;

import dev.passback.core.tenant.TenantId;
import dev.passback.db.MigratedDatabase;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What tests read of the audit log. */
public final class Audited {

    /** Somebody with a reason. */
    public static final Act ANNA = new Act("staff:anna", Optional.of("the customer asked"), "10.0.0.1");

    private Audited() {}

    /** All lines about a subject of a tenant, newest first. */
    public static List<AuditLine> of(MigratedDatabase database, TenantId tenant, Subject kind, String subject) {
        AuditFilter filter = new AuditFilter(
                Optional.of(Set.of(tenant)),
                Optional.empty(),
                Optional.of(kind),
                Optional.of(subject),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return await(new AuditLog(database.pool()).list(filter, Optional.empty(), 100))
                .lines();
    }
}
