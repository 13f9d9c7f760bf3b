package dev.passback.adminui.page;

/** The parts of the UI, as the bar at the top lists them. */
public enum Section {
    SUBMISSIONS("Submissions", "/submissions", "s");

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
}
