package dev.passback.adminui.page;

import dev.passback.db.staff.SignedIn;
import java.time.Instant;
import java.util.Optional;

/**
 * What every page has around its own part.
 *
 * @param title of the page, without the product's name
 * @param assets the path below which styles, scripts and pictures of this version are
 * @param now when the page was made, by the server's clock
 * @param who is signed in; nobody on the pages before the sign-in
 * @param section whose entry in the bar is marked
 * @param search what stands in the search box
 * @param flash what is said about what was just done
 */
public record Frame(
        String title,
        String assets,
        Instant now,
        Optional<SignedIn> who,
        Optional<Section> section,
        String search,
        Optional<Flash> flash) {

    public Frame in(Section other) {
        return new Frame(title, assets, now, who, Optional.of(other), search, flash);
    }

    public Frame searching(String text) {
        return new Frame(title, assets, now, who, section, text, flash);
    }

    /** The token for the page's forms, when somebody is signed in. */
    public String csrf() {
        return who.map(SignedIn::csrf).orElse("");
    }
}
