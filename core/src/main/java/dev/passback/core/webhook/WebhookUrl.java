package dev.passback.core.webhook;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule for a webhook's address, as far as it needs no look-up of its name. */
public final class WebhookUrl {

    /** What is wanted, as the end of a sentence. */
    public static final String RULE =
            "must be an absolute URL such as https://assessments.example.com/hooks/passback, without user and fragment";

    private static final int LONGEST = 1_000;

    private WebhookUrl() {}

    /** The address, or nothing for what cannot be one. */
    public static Optional<URI> read(@Nullable Object value) {
        try {
            return value instanceof String text && text.length() <= LONGEST
                    ? Optional.of(URI.create(text)).filter(WebhookUrl::isFit)
                    : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isFit(URI url) {
        return url.getHost() != null
                && String.valueOf(url.getScheme()).matches("https?")
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null;
    }
}
