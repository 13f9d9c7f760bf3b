package dev.passback.db.view;

/**
 * A search that somebody keeps.
 *
 * @param query as typed
 * @param shared whether others see it too
 */
public record SavedView(long id, String owner, String name, String query, boolean shared) {

    /** The longest name, in characters. */
    public static final int LONGEST_NAME = 60;
}
