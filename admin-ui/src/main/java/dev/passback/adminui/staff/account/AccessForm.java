package dev.passback.adminui.staff.account;

import dev.passback.adminui.form.Fields;
import dev.passback.adminui.form.Form;
import dev.passback.core.staff.Role;
import dev.passback.core.tenant.Tenant;
import dev.passback.core.tenant.TenantId;
import dev.passback.db.staff.StaffAccount;
import dev.passback.db.tenant.TenantStore;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Role and tenants of a member, as they stand in a form. */
record AccessForm(TenantStore tenants) {

    /**
     * What a member may.
     *
     * @param tenants whose data; nothing means everybody's
     */
    record Access(Role role, Optional<Set<TenantId>> tenants) {}

    static Form fill(Form form, StaffAccount account) {
        return form.with("version", account.version())
                .with("role", account.role().word())
                .with("sees", account.tenants().isPresent() ? "some" : "all")
                .with(
                        "tenants",
                        account.tenants().isPresent()
                                ? AccountLooks.tenants(account).replaceFirst("^none$", "")
                                : "");
    }

    /** What was typed; whatever is wrong stands in the fields, and then there is nothing. */
    Future<Optional<Access>> read(Fields fields) {
        Optional<Role> role = Role.ofWord(fields.text("role"));
        if (role.isEmpty()) {
            fields.wrong("role", "Choose one of these.");
        }
        String sees = fields.text("sees");
        List<String> names = names(fields.text("tenants"));
        if (!sees.equals("all") && !sees.equals("some")) {
            fields.wrong("sees", "Choose one of these.");
        }
        if (sees.equals("all") && !names.isEmpty()) {
            fields.wrong("tenants", "Leave this empty for all tenants, or choose “only these”.");
        }
        return tenants.named(names).map(found -> {
            unknown(names, found).ifPresent(name -> fields.wrong("tenants", "There is no tenant “" + name + "”."));
            Set<TenantId> ids = found.stream().map(Tenant::id).collect(Collectors.toSet());
            Optional<Set<TenantId>> some = sees.equals("all") ? Optional.empty() : Optional.of(ids);
            return fields.areWrong() ? Optional.empty() : role.map(chosen -> new Access(chosen, some));
        });
    }

    private static List<String> names(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static Optional<String> unknown(List<String> names, List<Tenant> found) {
        Set<String> known = found.stream().map(Tenant::name).collect(Collectors.toSet());
        return names.stream().filter(name -> !known.contains(name)).findFirst();
    }
}
