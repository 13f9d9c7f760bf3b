package dev.passback.db.sample;

import java.util.List;

/** The words of submissions that never were. */
final class SampleTexts {

    private SampleTexts() {}

    static final List<String> TENANTS = List.of(
            "sample-logic-tests",
            "sample-video-interviews",
            "sample-coding",
            "sample-language",
            "sample-personality",
            "sample-reference-checks",
            "sample-typing",
            "sample-case-studies",
            "sample-background",
            "sample-skills");

    static final List<String> ATSES = List.of(
            "Greenhouse", "Workday", "Lever", "SmartRecruiters", "Personio", "SuccessFactors", "Ashby", "Teamtailor");

    static final List<String> CUSTOMERS = List.of(
            "Northwind",
            "Contoso",
            "Initech",
            "Umbrella",
            "Globex",
            "Soylent",
            "Hooli",
            "Vandelay",
            "Stark",
            "Wayne",
            "Acme",
            "Tyrell",
            "Cyberdyne",
            "Wonka",
            "Duff",
            "Oscorp",
            "Massive Dynamic",
            "Pied Piper",
            "Sirius",
            "Aperture");

    static final List<String> LABELS = List.of(
            "Logic test",
            "Coding challenge",
            "Situational judgement",
            "Typing test",
            "English C1",
            "English B2",
            "Numerical reasoning",
            "Video interview",
            "Verbal reasoning",
            "Personality profile",
            "Excel skills",
            "Case study: pricing",
            "Reference check",
            "German B2",
            "System design",
            "SQL test",
            "Sales role play");

    static final List<String> HOSTS = List.of(
            "results.example.com", "app.example.org", "reports.example.net", "assess.example.com", "video.example.org");

    static final List<String> SCORES =
            List.of("87%", "92%", "71%", "58 wpm", "C1", "B2", "4.5 of 5", "64%", "passed", "A");

    static final List<String> ATTRIBUTES =
            List.of("Score", "Time", "Percentile", "Level", "Attempts", "Language", "Reviewer", "Recommendation");

    static final List<String> STAFF = List.of("maria.lopez", "jonas.weber", "ava.chen", "petra.novak", "omar.haddad");

    static final List<String> REASONS = List.of(
            "Customer asked in ticket {number}",
            "Field was added in the ATS",
            "Seen in the ATS by the recruiter",
            "Customer closed the role, ticket {number}",
            "Checked with the integrations team");

    static final List<String> WARNINGS = List.of(
            "The custom field \"Acme: Score\" does not exist in {ats}, so its value was left out.",
            "The custom field \"Acme: Level\" does not exist in {ats}, so its value was left out.",
            "The label was cut to 100 characters.",
            "Candidate {target} has no active application in {ats}; the link was added to the profile.",
            "{ats} keeps at most 10 attributes; {number} were left out.",
            "The note could not be attached to the activity feed.");

    static final SampleAnswer SUCCESS = SampleAnswer.success();

    static final List<SampleAnswer> REFUSALS = List.of(
            SampleAnswer.error(
                    30,
                    400,
                    "REMOTE.INPUT_INVALID",
                    "Invalid input",
                    "{ats} refused the candidate {target}: it was merged into another."),
            SampleAnswer.error(
                    20,
                    400,
                    "REMOTE.INPUT_INVALID",
                    "Invalid input",
                    "The field \"Acme: Score\" of {ats} expects a number."),
            SampleAnswer.error(
                    20, 400, "PLATFORM.INPUT_INVALID", "Invalid input", "No candidate with the id {target} was found."),
            SampleAnswer.error(15, 400, "ATS.JOB_CLOSED", "The job is closed", "The job {number} is closed in {ats}."),
            SampleAnswer.error(10, 404, null, "Not found", "There is no application {target}."),
            SampleAnswer.foreign(5, 413));

    static final List<SampleAnswer> LATER = List.of(
            SampleAnswer.error(
                    40,
                    429,
                    "PLATFORM.RATE_LIMIT_EXCEEDED",
                    "Too many requests",
                    "Rate limit exceeded, try again in {number} seconds."),
            SampleAnswer.error(
                    20,
                    503,
                    "REMOTE.SERVICE_UNAVAILABLE",
                    "The remote system is unavailable",
                    "{ats} is under maintenance."),
            SampleAnswer.error(
                    15,
                    429,
                    "REMOTE.RATE_LIMIT_EXCEEDED",
                    "Too many requests",
                    "{ats} allows no more calls in this hour."),
            SampleAnswer.foreign(15, 503),
            SampleAnswer.silence(10, "no connection could be made: connection refused"));

    static final List<SampleAnswer> UNSURE = List.of(
            SampleAnswer.silence(40, "no answer came within 60 s"),
            SampleAnswer.error(
                    25, 500, "PLATFORM.UNKNOWN_ERROR", "Unknown error", "Something went wrong, reference {number}."),
            SampleAnswer.error(
                    20,
                    500,
                    "REMOTE.UNKNOWN_HTTP_ERROR",
                    "Unknown error of the remote system",
                    "{ats} answered with HTTP 500."),
            SampleAnswer.foreign(15, 502));

    static final List<SampleAnswer> WALLS = List.of(
            SampleAnswer.error(
                    50,
                    401,
                    "INTEGRATION.AUTHENTICATION_INVALID",
                    "Authentication invalid",
                    "The credentials of {ats} are no longer accepted."),
            SampleAnswer.error(
                    30,
                    403,
                    "INTEGRATION.PERMISSION_MISSING",
                    "Permission missing",
                    "The API user of {ats} may not write candidates."),
            SampleAnswer.error(
                    20,
                    400,
                    "INTEGRATION.SETUP_INCOMPLETE",
                    "Setup incomplete",
                    "The setup of {ats} was not finished."));
}
