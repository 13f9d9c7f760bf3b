package dev.passback.adminui.submission;

import dev.passback.core.submission.SubmissionId;
import dev.passback.core.submission.query.Term;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody pasted into the search box: a submission's id, alone or anywhere in a line of a log or an address of ours; or
 * the id of a candidate or application, alone or in an address of the API.
 *
 * @param submission the submission's id, if there is one in it
 * @param typed what is to be read as a query
 * @param target the candidate or application id that is looked for; empty when nothing was pasted
 */
record Search(Optional<SubmissionId> submission, String typed, String target) {

    static final Search NOTHING = new Search(Optional.empty(), "", "");

    private static final Pattern SUBMISSION =
            Pattern.compile("(?<![0-9a-fA-F-])[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?![0-9a-fA-F-])");
    private static final Pattern API_PATH = Pattern.compile("/(?:candidates|applications)/([^/?#\\s]+)/result-links");
    // What an editor, a chat or a log puts around a word; control characters cannot be in an id.
    private static final Pattern WRAPPING =
            Pattern.compile("^[\\s\\p{Cntrl}\\p{Z}\"'`<>,;]+|[\\s\\p{Cntrl}\\p{Z}\"'`<>,;]+$|\\p{Cntrl}");

    static Search read(String pasted) {
        String text = WRAPPING.matcher(pasted).replaceAll("");
        Matcher id = SUBMISSION.matcher(text);
        Optional<SubmissionId> submission = id.find() ? SubmissionId.parse(id.group()) : Optional.empty();
        Matcher path = API_PATH.matcher(text);
        if (path.find()) {
            String target = decoded(path.group(1));
            return new Search(submission, new Term.Word(target, false).text(), target);
        }
        return new Search(submission, pasted, text);
    }

    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8)
                    .replaceAll("\\p{Cntrl}", "");
        } catch (IllegalArgumentException notEncoded) {
            return segment;
        }
    }

    boolean isEmpty() {
        return target.isEmpty();
    }
}
