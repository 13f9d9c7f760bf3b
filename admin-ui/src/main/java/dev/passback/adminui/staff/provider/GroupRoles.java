package dev.passback.adminui.staff.provider;

import dev.passback.core.staff.Role;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which role the members of a provider's groups have here. */
public record GroupRoles(List<Entry> entries) {

    /** The group that everybody is in. */
    public static final String ANYBODY = "*";

    /** One group's role. */
    public record Entry(String group, Role role) {}

    public GroupRoles {
        entries = List.copyOf(entries);
    }

    /**
     * Reads {@code support=passback-support,admin=passback-admins,viewer=*}.
     *
     * @throws IllegalArgumentException if it says anything else; the message says what is allowed
     */
    public static GroupRoles parse(String text) {
        List<Entry> entries = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] pair = part.strip().split("=", 2);
            Optional<Role> role = Role.ofWord(pair[0].strip());
            if (role.isEmpty() || pair.length < 2 || pair[1].isBlank()) {
                throw new IllegalArgumentException(
                        "must be role=group, with commas between, such as support=passback-support,viewer=*;"
                                + " the roles are viewer, support, admin");
            }
            entries.add(new Entry(pair[1].strip(), role.get()));
        }
        return new GroupRoles(entries);
    }

    /** The highest role that these groups give; nothing when they give none. */
    Optional<Role> of(Collection<String> groups) {
        return entries.stream()
                .filter(entry -> entry.group.equals(ANYBODY) || groups.contains(entry.group))
                .map(Entry::role)
                .max(Comparator.naturalOrder());
    }
}
