package dev.passback.adminui.page;

import dev.passback.core.staff.Role;
import dev.passback.db.staff.SignedIn;

/** The parts of the UI, as the bar at the top lists them. */
public enum Section {
    OVERVIEW("Overview", "/", "o"),
    SUBMISSIONS("Submissions", "/submissions", "s"),
    PROBLEMS("Problems", "/problems", "p"),
    WARNINGS("Warnings", "/warnings", "w"),
    INTEGRATIONS("Integrations", "/integrations", "i"),
    TENANTS("Tenants", "/tenants", "t"),
    JOBS("Jobs", "/jobs", "j"),
    STAFF("Staff", "/staff", "u"),
    AUDIT("Audit", "/audit", "a");

    private final String title;
    private final String path;
    private final String key;

    Section(String title, String path, String key) {
        this.title = title;
        this.path = path;
        this.key = key;
    }

    public String title() {
        return title;
    }

    public String path() {
        return path;
    }

    /** The key that leads there after {@code g}. */
    public String key() {
        return key;
    }

    /** Whether it is for this person. */
    public boolean isFor(SignedIn who) {
        return switch (this) {
            case OVERVIEW, SUBMISSIONS, PROBLEMS, WARNINGS, INTEGRATIONS, TENANTS, JOBS -> true;
            case STAFF -> who.runsAll();
            case AUDIT -> who.role().includes(Role.ADMIN);
        };
    }
}
