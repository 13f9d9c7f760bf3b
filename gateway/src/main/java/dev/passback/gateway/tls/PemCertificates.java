package dev.passback.gateway.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/** Certificates as PEM texts hold them. */
public final class PemCertificates {

    private PemCertificates() {}

    /**
     * Reads all certificates of a text, in its order.
     *
     * @throws IllegalArgumentException if there is none, or one that cannot be read
     */
    public static List<X509Certificate> parse(String pem) {
        if (!pem.contains("-----BEGIN CERTIFICATE-----")) {
            throw new IllegalArgumentException("holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)");
        }
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException("holds a certificate that cannot be read", unreadable);
        }
    }
}
