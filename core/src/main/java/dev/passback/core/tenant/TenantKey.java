package dev.passback.core.tenant;

import dev.passback.core.credential.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tenant's key, {@code pbk_<id>_<secret>}. The id is no secret and finds the row; the secret has 256 random bits, so a plain
 * SHA-256 of it is as hard to turn back as the key is to guess, and cheap enough for every request.
 */
public record TenantKey(String id, Secret secret) {

    private static final Pattern FORM = Pattern.compile("pbk_([a-z0-9]{12})_([A-Za-z0-9_-]{43})");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    /** A new key; its text is shown once and never stored. */
    public static TenantKey generate() {
        StringBuilder id = new StringBuilder();
        RANDOM.ints(12, 0, ID_LETTERS.length()).forEach(letter -> id.append(ID_LETTERS.charAt(letter)));
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new TenantKey(id.toString(), new Secret(text));
    }

    /** Reads what a caller sent; nothing when it cannot be one of our keys. */
    public static Optional<TenantKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new TenantKey(form.group(1), new Secret(form.group(2)))) : Optional.empty();
    }

    /** What is stored in its stead. */
    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.reveal().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** Whether the stored hash is this key's; takes the same time whatever the answer. */
    public boolean matches(byte[] storedHash) {
        return MessageDigest.isEqual(hash(), storedHash);
    }

    /** The whole key, for the one moment in which it is shown. */
    public Secret text() {
        return new Secret("pbk_" + id + "_" + secret.reveal());
    }
}
