package dev.passback.gateway.cli;

import dev.passback.core.tenant.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** Which tenants' data a person sees. */
final class StaffTenants {

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "sees only this tenant's data; repeatable, all tenants by default")
    private List<String> names = new ArrayList<>();

    boolean named() {
        return !names.isEmpty();
    }

    Optional<Set<TenantId>> ids(Session session) {
        return named()
                ? Optional.of(
                        names.stream().map(name -> session.tenant(name).id()).collect(Collectors.toSet()))
                : Optional.empty();
    }
}
