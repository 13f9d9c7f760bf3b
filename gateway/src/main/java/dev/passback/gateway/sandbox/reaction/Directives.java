package dev.passback.gateway.sandbox.reaction;

import dev.passback.gateway.sandbox.reaction.Reaction.BreakOff;
import dev.passback.gateway.sandbox.reaction.Reaction.Drip;
import dev.passback.gateway.sandbox.reaction.Reaction.Garble;
import dev.passback.gateway.sandbox.reaction.Reaction.Garbled;
import dev.passback.gateway.sandbox.reaction.Reaction.Hang;
import dev.passback.gateway.sandbox.reaction.Reaction.Late;
import dev.passback.gateway.sandbox.reaction.Reaction.Redirect;
import dev.passback.gateway.sandbox.reaction.Reaction.Refuse;
import dev.passback.gateway.sandbox.reaction.Reaction.Reset;
import dev.passback.gateway.sandbox.reaction.Reaction.Succeed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The language that tells the sandbox how to misbehave: {@code DIRECTIVE[xN][~anything]}, in rules as it is, in a target
 * id after {@code force-}.
 */
public final class Directives {

    private static final String PREFIX = "force-";

    // The caller's time-out of 300 s is Kombo's own; nothing longer can be told from a hang.
    private static final String MILLISECONDS = "(300000|[12]?\\d{1,5})";
    private static final String SECONDS = "(\\d{1,5})";
    private static final String ERROR = "([45]\\d\\d)";
    // 204 and 205 have no body to spoil.
    private static final String STATUS = "(20[0-36-9]|2[1-9]\\d|[45]\\d\\d)";

    /** Every directive, in the order in which they are explained. */
    public static final List<Form> FORMS = List.of(
            form("STATUS", "an error of that status (400-599), with Kombo's code for it", ERROR, Directives::natural),
            form(
                    "STATUS-CODE",
                    "an error of that status with that code, or null",
                    ERROR + "-(null|[A-Z][A-Z0-9_.]*)",
                    Directives::coded),
            form("latency-MS", "success after so many milliseconds", "latency-" + MILLISECONDS, Directives::latency),
            form("hang", "no answer at all", "hang", found -> new Hang()),
            form("reset-before", "connection reset, nothing done", "reset-before", found -> new Reset(false)),
            form("reset-after", "done, connection closed within the answer", "reset-after", found -> new BreakOff()),
            form("taken-reset", "done, connection reset without an answer", "taken-reset", found -> new Reset(true)),
            form("html-STATUS", "a load balancer's page", "html-" + STATUS, garble(Garbled.HTML)),
            form("text-STATUS", "plain text", "text-" + STATUS, garble(Garbled.TEXT)),
            form("empty-STATUS", "an empty body that claims to be JSON", "empty-" + STATUS, garble(Garbled.EMPTY)),
            form("truncated-STATUS", "half of a JSON text", "truncated-" + STATUS, garble(Garbled.TRUNCATED)),
            form("huge-200", "success with a body of 5 MB", "huge-(200)", garble(Garbled.HUGE)),
            form("drip-MS", "success, dripped over so many milliseconds", "drip-" + MILLISECONDS, Directives::drip),
            form("ratelimit-S", "429 with ratelimit-reset: S", "ratelimit-" + SECONDS, Directives::rateLimit),
            form("retryafter-S", "429 with Retry-After: S", "retryafter-" + SECONDS, Directives::retryAfter),
            form("concurrency", "429, too many calls in flight", "concurrency", found -> tooManyInFlight()),
            form("warnings-N", "success with N warnings (up to 999)", "warnings-(\\d{1,3})", Directives::warnings),
            form("redirect", "307 to another target id", "redirect", found -> new Redirect()),
            form("unknowncode-STATUS", "an error whose code is new", "unknowncode-" + ERROR, Directives::newCode));

    private static final String KNOWN = FORMS.stream().map(Form::name).collect(Collectors.joining(", "));
    private static final Pattern FULL =
            Pattern.compile("(?<what>[^~]+?)(?:x(?<times>[1-9]\\d{0,5}))?(?:~.*)?", Pattern.DOTALL);

    private Directives() {}

    /** One directive: how it is written, what it does. */
    public record Form(String name, String meaning, Pattern pattern, Function<MatchResult, Reaction> reaction) {

        Optional<Reaction> read(String what) {
            Matcher matcher = pattern.matcher(what);
            return matcher.matches() ? Optional.of(reaction.apply(matcher)) : Optional.empty();
        }
    }

    /** What a target id asks for; empty for an ordinary id. Throws {@link UnknownDirectiveException}. */
    public static Optional<Forced> inTarget(String id) {
        return id.startsWith(PREFIX) ? Optional.of(parse(id.substring(PREFIX.length()))) : Optional.empty();
    }

    /** Reads a directive. Throws {@link UnknownDirectiveException}. */
    public static Forced parse(String directive) {
        Matcher full = FULL.matcher(directive);
        if (!full.matches()) {
            throw new UnknownDirectiveException(directive, KNOWN);
        }
        String times = full.group("times");
        return new Forced(
                reaction(full.group("what")).orElseThrow(() -> new UnknownDirectiveException(directive, KNOWN)),
                times == null ? Forced.ALWAYS : Integer.parseInt(times));
    }

    /** The refusal of a call that is more than the concurrency limit allows. */
    public static Refuse tooManyInFlight() {
        return new Refuse(KomboError.of(
                429, "PLATFORM.CONCURRENCY_LIMIT_EXCEEDED", "Too many actions are in flight for this integration."));
    }

    private static Optional<Reaction> reaction(String what) {
        return FORMS.stream().flatMap(form -> form.read(what).stream()).findFirst();
    }

    private static Form form(String name, String meaning, String regex, Function<MatchResult, Reaction> reaction) {
        return new Form(name, meaning, Pattern.compile(regex), reaction);
    }

    private static Function<MatchResult, Reaction> garble(Garbled how) {
        return found -> new Garble(how, number(found));
    }

    private static Reaction natural(MatchResult found) {
        return new Refuse(KomboError.natural(number(found)));
    }

    private static Reaction coded(MatchResult found) {
        Optional<String> code = Optional.of(found.group(2)).filter(text -> !text.equals("null"));
        return new Refuse(new KomboError(number(found), code, "The sandbox was told to answer this code."));
    }

    private static Reaction newCode(MatchResult found) {
        return new Refuse(KomboError.of(number(found), "PLATFORM.INVENTED_LATER", "This code is in no list yet."));
    }

    private static Reaction latency(MatchResult found) {
        return new Late(Duration.ofMillis(number(found)), new Succeed(0));
    }

    private static Reaction drip(MatchResult found) {
        return new Drip(Duration.ofMillis(number(found)));
    }

    private static Reaction warnings(MatchResult found) {
        return new Succeed(number(found));
    }

    private static Reaction rateLimit(MatchResult found) {
        return new Refuse(
                KomboError.natural(429), Map.of("ratelimit-reset", found.group(1), "ratelimit-remaining", "0"));
    }

    private static Reaction retryAfter(MatchResult found) {
        return new Refuse(KomboError.natural(429), Map.of("Retry-After", found.group(1)));
    }

    private static int number(MatchResult found) {
        return Integer.parseInt(found.group(1));
    }
}
