package dev.passback.core.staff;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import dev.passback.core.credential.Secret;

/**
 * A password as it is stored: Argon2id with 19 MiB, two rounds, one lane, as OWASP's cheat sheet on password storage asks.
 * Making and checking one blocks for about a tenth of a second: never on an event loop.
 */
public record PasswordHash(String text) {

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    /** The shortest password taken, in characters. */
    public static final int SHORTEST = 12;

    /** Stands in for the hash of a person who does not exist, so that both answers take the same time. */
    public static final PasswordHash OF_NOBODY = of(new Secret("nobody has this password"));

    public static PasswordHash of(Secret password) {
        return new PasswordHash(Password.hash(password.reveal())
                .addRandomSalt(16)
                .with(ARGON2ID)
                .getResult());
    }

    public boolean matches(Secret password) {
        return Password.check(password.reveal(), text).with(Argon2Function.getInstanceFromHash(text));
    }

    @Override
    public String toString() {
        return "PasswordHash[***]";
    }
}
