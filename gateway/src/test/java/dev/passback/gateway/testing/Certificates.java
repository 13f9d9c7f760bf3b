package dev.passback.gateway.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of a test's own, and certificates that it vouches for. */
public final class Certificates {

    private static final String PASSWORD = "not-a-secret";
    private static final String AUTHORITY = "authority";

    /** A certificate and its private key. */
    public record Pair(String certificate, String key) {}

    private final Path store;

    private Certificates(Path store) {
        this.store = store;
    }

    public static Certificates in(Path folder) {
        Certificates made = new Certificates(folder.resolve("certificates.p12"));
        made.keytool(
                "-genkeypair",
                "-alias",
                AUTHORITY,
                "-keyalg",
                "EC",
                "-dname",
                "CN=Authority of a test",
                "-ext",
                "bc:c");
        return made;
    }

    /**
     * A certificate.
     *
     * @param name whom it is for, such as {@code ip:127.0.0.1} or {@code dns:other.example}
     * @param more of keytool's options, such as {@code -startdate}
     */
    public Pair issue(String alias, String name, String... more) {
        List<String> options = new ArrayList<>(List.of(
                "-genkeypair",
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + alias,
                "-signer",
                AUTHORITY,
                "-ext",
                "SAN=" + name));
        options.addAll(List.of(more));
        keytool(options.toArray(String[]::new));
        try {
            return new Pair(
                    pem("CERTIFICATE", load().getCertificate(alias).getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            load().getKey(alias, PASSWORD.toCharArray()).getEncoded()));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The authority's own certificate. */
    public String authority() {
        try {
            return pem("CERTIFICATE", load().getCertificate(AUTHORITY).getEncoded());
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** As a file begins and ends that holds one. */
    public static String pem(String kind, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    /** A store that holds the authority alone, for clients that are to trust it. */
    public KeyStore trusting() {
        try {
            KeyStore trusting = KeyStore.getInstance("PKCS12");
            trusting.load(null, null);
            trusting.setCertificateEntry(AUTHORITY, load().getCertificate(AUTHORITY));
            return trusting;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private KeyStore load() {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(in, PASSWORD.toCharArray());
            return loaded;
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private void keytool(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        try {
            Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (made.waitFor() != 0) {
                throw new IllegalStateException("keytool failed: " + said);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
