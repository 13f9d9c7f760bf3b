package dev.passback.core.tenant;

import dev.passback.core.credential.Secret;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key of whoever runs the platform, {@code pbm_<id>_<secret>}: made and stored as a {@link TenantKey} is, but of no tenant. */
public record ManagementKey(String id, Secret secret) {

    private static final Pattern FORM = Pattern.compile("pbm_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");

    /** A new key; its text is shown once and never stored. */
    public static ManagementKey generate() {
        return new ManagementKey(KeyParts.newId(), KeyParts.newSecret());
    }

    /** Reads what a caller sent; nothing when it cannot be one of our keys. */
    public static Optional<ManagementKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ManagementKey(form.group(1), new Secret(form.group(2))))
                : Optional.empty();
    }

    /** What is stored in its stead. */
    public byte[] hash() {
        return KeyParts.hash(secret);
    }

    /** Whether the stored hash is this key's; takes the same time whatever the answer. */
    public boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(hash(), storedHash);
    }

    /** The whole key, for the one moment in which it is shown. */
    public Secret text() {
        return new Secret("pbm_" + id + "_" + secret.reveal());
    }
}
