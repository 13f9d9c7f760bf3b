package dev.passback.adminui.submission;

import dev.passback.core.submission.Target;
import dev.passback.db.submission.SubmissionView;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The call that an attempt makes, as a command for a shell. It holds what concerns the candidate, and never the key. */
final class Curl {

    /** Stands where the key goes. */
    static final String KEY = "$UPSTREAM_API_KEY";

    private Curl() {}

    static String of(SubmissionView view) {
        Target target = view.line().target();
        String url =
                view.route().baseUrl() + "/ats/" + target.kind().path() + "/" + encoded(target.id()) + "/result-links";
        return "curl -X POST " + quoted(url)
                + " \\\n  -H \"Authorization: Bearer " + KEY + "\""
                + " \\\n  -H " + quoted("X-Integration-Id: " + view.line().integration())
                + " \\\n  -H 'Content-Type: application/json'"
                + " \\\n  --data-raw " + quoted(view.body());
    }

    /** In single quotes a shell takes everything as it is, but for the quote itself. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
