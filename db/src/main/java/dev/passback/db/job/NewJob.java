package dev.passback.db.job;

import dev.passback.core.job.JobAct;
import dev.passback.core.tenant.TenantId;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A job to be made.
 *
 * @param form the form that asks for it: the same one makes one job
 * @param tenants whose submissions the person may see now; nothing means everybody's
 * @param expected how many match now, as far as they were counted
 * @param expectedMore whether there are more
 */
public record NewJob(
        UUID form,
        JobAct act,
        String query,
        Optional<Set<TenantId>> tenants,
        int rate,
        int expected,
        boolean expectedMore) {

    public NewJob {
        tenants = tenants.map(Set::copyOf);
    }
}
