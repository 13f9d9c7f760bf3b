package dev.passback.core.problem;

import java.util.HexFormat;
import java.util.Optional;

/** Names a {@link Cause}, whichever integrations meet it; its lowest bit tells the kind. */
public record CauseId(long value) {

    public ProblemKind kind() {
        return ProblemId.kindOf(value);
    }

    /** As it stands in addresses: 16 hexadecimal digits. */
    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(value);
    }

    /** The id that a text is; nothing when it is none. */
    public static Optional<CauseId> parse(String text) {
        return ProblemId.parse(text).map(same -> new CauseId(same.value()));
    }
}
