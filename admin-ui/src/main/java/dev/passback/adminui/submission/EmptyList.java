package dev.passback.adminui.submission;

import dev.passback.adminui.page.Moment;
import java.util.List;
import java.util.Optional;

/** Why a list shows nothing, and what to do about it. */
public sealed interface EmptyList {

    /**
     * No tenant has sent anything yet.
     *
     * @param curl the line that sends the first one
     */
    record NoneYet(String curl) implements EmptyList {}

    /**
     * All is well.
     *
     * @param newest when the newest submission of all came in
     * @param all where all of them are
     */
    record NothingToDo(Optional<Moment> newest, String all) implements EmptyList {}

    /**
     * Filters leave nothing over.
     *
     * @param filters which ones, each with the address of the list without it
     * @param word what was looked for, if it is one word or id and nothing else
     * @param all where all submissions are
     */
    record NoneMatch(List<Filter> filters, Optional<String> word, String all) implements EmptyList {}

    /**
     * A page behind the last one, or before the first.
     *
     * @param newest where the list begins
     */
    record PastTheEnd(String newest) implements EmptyList {}

    /**
     * A filter.
     *
     * @param words as typed
     * @param without where the list without it is
     * @param excludes whether there is something without it
     */
    record Filter(String words, String without, boolean excludes) {}
}
