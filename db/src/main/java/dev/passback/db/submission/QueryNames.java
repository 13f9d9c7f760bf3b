package dev.passback.db.submission;

import dev.passback.core.integration.IntegrationRef;
import dev.passback.core.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the names in a query stand for. Where a query names nothing of a kind, there is nothing here; where it names what is not there, there
 * is an empty list.
 *
 * @param integrations of which it wants one
 * @param mixed whether an integration that is not meant has the id of one and the tenant of another that are
 * @param codes of which it wants one, written out where it has a {@code *}
 * @param warned the ids of the submissions with a warning that it wants, where those are few
 */
public record QueryNames(
        Optional<List<TenantId>> tenants,
        Optional<List<TenantId>> unwantedTenants,
        Optional<List<IntegrationRef>> integrations,
        Optional<List<IntegrationRef>> unwantedIntegrations,
        boolean mixed,
        Optional<List<String>> codes,
        Optional<List<String>> unwantedCodes,
        Optional<List<UUID>> warned) {

    static final QueryNames NONE = new QueryNames(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
