package dev.passback.db.access;

import java.util.List;

/**
 * What the two running roles may do with a table. This list is the whole decision: what is not in it, they may not.
 *
 * @param gateway privileges of the role that runs the API and the delivery engine; may be none
 * @param ui privileges of the role that the pages run as; may be none
 */
public record TableAccess(String table, String gateway, String ui) {

    static final String NOTHING = "";
    private static final String KEPT = "select, insert, update";
    private static final String APPENDED = "select, insert";
    private static final String ALL = "select, insert, update, delete";

    /**
     * Every table that the migrations make. Nobody changes or deletes what is in the audit log. The pages write credentials, but see
     * of them only which key sealed them; of what the engine keeps for itself they see nothing. They store test links as the API
     * does, hence what {@code SubmissionStore} needs.
     */
    public static final List<TableAccess> ALL_TABLES = List.of(
            new TableAccess("tenant", KEPT, KEPT),
            new TableAccess("tenant_key", KEPT, KEPT),
            new TableAccess("management_key", KEPT, NOTHING),
            new TableAccess("integration", KEPT, KEPT),
            new TableAccess(
                    "credential",
                    "select, insert, update (key_id, ciphertext)",
                    "select (tenant_id, integration_id, version, key_id, created_at), insert"),
            new TableAccess("submission", KEPT, KEPT),
            new TableAccess("attempt", KEPT, APPENDED),
            new TableAccess("warning", APPENDED, "select"),
            new TableAccess("audit", APPENDED, APPENDED),
            new TableAccess("job", ALL, KEPT),
            new TableAccess("job_unchanged", APPENDED, "select"),
            new TableAccess("job_part", "select, insert, delete", "select"),
            new TableAccess("staff", KEPT, KEPT),
            new TableAccess("staff_session", ALL, ALL),
            new TableAccess("staff_tenant", ALL, ALL),
            new TableAccess("unknown_name", ALL, ALL),
            new TableAccess("saved_view", NOTHING, ALL),
            new TableAccess("tenant_allowance", ALL, NOTHING),
            new TableAccess("slot_lease", ALL, NOTHING),
            new TableAccess("idempotency", ALL, "select (tenant_id, key, submission_id), insert"),
            new TableAccess("duty", KEPT, NOTHING),
            new TableAccess("problem", ALL, "select, update (state, state_since, state_by, muted_until, version)"),
            new TableAccess("problem_seen", ALL, "select"),
            new TableAccess("explanation", APPENDED, APPENDED),
            new TableAccess("rollup", ALL, "select"),
            new TableAccess("folded", KEPT, "select"),
            new TableAccess("webhook", ALL, "select, insert, update (state, state_reason, state_since)"),
            new TableAccess(
                    "webhook_secret",
                    "select, insert, update (key_id, ciphertext, ends_at), delete",
                    "select (tenant_id, webhook_id, no, ends_at), insert, update (ends_at)"),
            new TableAccess("webhook_message", ALL, APPENDED),
            new TableAccess("webhook_attempt", ALL, "select"),
            new TableAccess("flyway_schema_history", "select", "select"));
}
