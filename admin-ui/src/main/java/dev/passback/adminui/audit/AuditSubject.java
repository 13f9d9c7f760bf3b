package dev.passback.adminui.audit;

import dev.passback.adminui.http.PathText;
import dev.passback.db.audit.AuditLine;
import java.util.Optional;

/** Where the page of what was acted on is. */
final class AuditSubject {

    private AuditSubject() {}

    /** Its address; nothing for what has no page of its own. */
    static Optional<String> href(AuditLine line) {
        return line.subject().flatMap(subject -> switch (line.kind()) {
            case SUBMISSION -> Optional.of("/submissions/" + subject);
            case TENANT -> Optional.of("/tenants/" + PathText.encoded(subject));
            case INTEGRATION, CREDENTIAL ->
                line.tenant()
                        .map(tenant ->
                                "/integration?tenant=" + PathText.encoded(tenant) + "&id=" + PathText.encoded(subject));
            case STAFF -> Optional.of("/staff/" + PathText.encoded(subject));
            case PROBLEM -> Optional.of("/problems/" + PathText.encoded(subject));
            case JOB -> Optional.of("/jobs/" + PathText.encoded(subject));
            case WEBHOOK -> Optional.of("/webhooks/" + PathText.encoded(subject));
            case KEY, MANAGEMENT_KEY, EXPLANATION -> Optional.empty();
        });
    }
}
