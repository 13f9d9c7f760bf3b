package dev.passback.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.passback.gateway.testing.Certificates;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemPairTest {

    @TempDir
    private static Path folder = Path.of("");

    private static Certificates.Pair pair;
    private static Certificates.Pair other;
    private static Certificates.Pair rsa;

    @BeforeAll
    static void issue() {
        Certificates certificates = Certificates.in(folder);
        pair = certificates.issue("one", "dns:one.example");
        other = certificates.issue("other", "dns:other.example");
        rsa = certificates.issue("rsa", "dns:rsa.example", "-keyalg", "RSA");
    }

    @Test
    void a_certificate_and_its_key_are_a_pair_that_prints_no_key() {
        // When
        PemPair good = PemPair.of(pair.certificate() + other.certificate(), "Bag Attributes\n" + pair.key());
        // Then
        assertThat(good.until()).isAfter(Instant.now());
        assertThat(good.toString()).doesNotContain("PRIVATE");
        assertThat(PemPair.of(rsa.certificate(), rsa.key()).until()).isAfter(Instant.now());
    }

    @Test
    void the_key_of_another_certificate_is_refused() {
        assertThatThrownBy(() -> PemPair.of(pair.certificate(), other.key()))
                .hasMessage("is not the key of the certificate");
        assertThatThrownBy(() -> PemPair.of(pair.certificate(), rsa.key()))
                .hasMessage("is not the key of the certificate, which is of kind EC");
    }

    @Test
    void what_is_no_certificate_or_no_key_is_refused_without_repeating_it() {
        // Given
        String broken = Certificates.pem("CERTIFICATE", new byte[] {1, 2, 3});
        String garbled =
                Certificates.pem("PRIVATE KEY", "secret key".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        // Then
        assertThatThrownBy(() -> PemPair.of("s3cret", pair.key())).hasMessageContaining("BEGIN CERTIFICATE");
        assertThatThrownBy(() -> PemPair.of(broken, pair.key())).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> PemPair.of(pair.certificate(), "s3cret"))
                .hasMessageContaining("openssl pkcs8 -topk8")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> PemPair.of(pair.certificate(), garbled))
                .hasMessageContaining("is not the key")
                .hasMessageNotContaining(
                        Base64.getEncoder().encodeToString("secret".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
