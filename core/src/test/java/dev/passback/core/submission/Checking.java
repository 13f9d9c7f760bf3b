package dev.passback.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Checks bodies written as text and says what came of them. */
final class Checking {

    /** Every key that Kombo documents, as its own example has them. */
    static final String DOCUMENTED = """
            {
              "label": "Assessment Result",
              "url": "https://example.com/test-results/5BtP1WC1UboS7CF3yxjKcvjG",
              "details": {
                "custom_field_name_prefix": "Acme:",
                "attributes": [
                  {"key": "Score", "value": "100%"},
                  {"key": "Time", "value": "2:30h"}
                ]
              },
              "remote_fields": {
                "icims": {"assessment_package_id": "17"},
                "oracle": {
                  "override_document_category": "MISC",
                  "multi_post_to_all_current_applications": true
                },
                "greenhouse": {"post_headers": {"On-Behalf-Of": "4051"}},
                "workable": {"on_behalf_of_user_remote_id": "8"},
                "talent360": {"user_id": "u-1"}
              }
            }
            """;

    private Checking() {}

    static Checked check(String body) {
        return ResultLinkRules.check(body.getBytes(StandardCharsets.UTF_8));
    }

    static ResultLink link(String body) {
        Checked checked = check(body);
        assertThat(checked).as("%s", checked).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid) checked).link();
    }

    static List<Violation> violations(String body) {
        return violations(body.getBytes(StandardCharsets.UTF_8));
    }

    static List<Violation> violations(byte[] body) {
        Checked checked = ResultLinkRules.check(body);
        assertThat(checked).isInstanceOf(Checked.Invalid.class);
        return ((Checked.Invalid) checked).violations();
    }

    /** The one broken rule, as it reads. */
    static String violation(String body) {
        List<Violation> all = violations(body);
        assertThat(all).hasSize(1);
        return all.getFirst().toString();
    }

    /** A good body with more members: each is written {@code "key":value}. */
    static String bodyWith(String... members) {
        String more = members.length == 0 ? "" : "," + String.join(",", members);
        return "{\"label\":\"Result\",\"url\":\"https://example.com/1\"" + more + "}";
    }

    static String bodyWithAttributes(String attributes) {
        return bodyWith("\"details\":{\"custom_field_name_prefix\":\"Acme:\",\"attributes\":" + attributes + "}");
    }

    static String bodyWithLabel(String label) {
        return "{\"label\":\"" + label + "\",\"url\":\"https://example.com/1\"}";
    }

    static String bodyWithUrl(String url) {
        return "{\"label\":\"Result\",\"url\":\"" + url + "\"}";
    }
}
