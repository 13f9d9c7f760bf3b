package dev.passback.adminui.page;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An explanation of one or two sentences, in which points in time stay points in time until they are shown. */
public record Sentence(List<Part> parts) {

    /** A piece of a sentence. */
    public sealed interface Part {}

    /** Words as they are. */
    public record Words(String text) implements Part {}

    /** A time as seen from now, such as {@code in 12 min}. */
    public record Ago(Moment moment) implements Part {}

    /** A time of day, such as {@code 14:03 UTC}. */
    public record Clock(Moment moment) implements Part {}

    public Sentence {
        parts = List.copyOf(parts);
    }

    /** Begins a sentence. */
    public static Sentence of(String words) {
        return new Sentence(List.of(new Words(words)));
    }

    public Sentence say(String words) {
        return with(Stream.of(new Words(words)));
    }

    public Sentence ago(Moment moment) {
        return with(Stream.of(new Ago(moment)));
    }

    public Sentence clock(Moment moment) {
        return with(Stream.of(new Clock(moment)));
    }

    public Sentence say(Sentence more) {
        return with(more.parts.stream());
    }

    private Sentence with(Stream<? extends Part> more) {
        return new Sentence(Stream.concat(parts.stream(), more).toList());
    }

    /** As plain text. */
    @Override
    public String toString() {
        return parts.stream().map(Sentence::text).collect(Collectors.joining());
    }

    private static String text(Part part) {
        return switch (part) {
            case Words words -> words.text();
            case Ago ago -> ago.moment().relative();
            case Clock clock -> clock.moment().clock();
        };
    }
}
