package dev.passback.gateway.tls;

import dev.passback.core.credential.Secret;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's certificate with its chain, and the private key that belongs to it: a pair that is here can be served.
 *
 * @param certificates PEM, the server's own first
 * @param key PEM
 * @param until when the certificate ends
 */
public record PemPair(String certificates, Secret key, Instant until) {

    private static final Pattern PKCS_8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final byte[] SPECIMEN = {1, 2, 3};

    /**
     * Checks that a key belongs to a certificate.
     *
     * @throws IllegalArgumentException saying what is wrong, nothing of the key in it
     */
    public static PemPair of(String certificates, String key) {
        X509Certificate own = PemCertificates.parse(certificates).getFirst();
        PublicKey open = own.getPublicKey();
        if (!belong(open, read(key, open.getAlgorithm()))) {
            throw new IllegalArgumentException("is not the key of the certificate");
        }
        return new PemPair(certificates, new Secret(key), own.getNotAfter().toInstant());
    }

    private static PrivateKey read(String pem, String algorithm) {
        Matcher found = PKCS_8.matcher(pem);
        if (!found.find()) {
            throw new IllegalArgumentException("holds no unencrypted PKCS #8 key (-----BEGIN PRIVATE KEY-----); "
                    + "openssl pkcs8 -topk8 -nodes -in KEY makes one of another");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(found.group(1));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("is not the key of the certificate, which is of kind " + algorithm);
        }
    }

    private static boolean belong(PublicKey open, PrivateKey closed) {
        try {
            Signature signature = Signature.getInstance(signature(open.getAlgorithm()));
            signature.initSign(closed);
            signature.update(SPECIMEN);
            byte[] signed = signature.sign();
            signature.initVerify(open);
            signature.update(SPECIMEN);
            return signature.verify(signed);
        } catch (GeneralSecurityException different) {
            return false;
        }
    }

    private static String signature(String algorithm) {
        return switch (algorithm) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> algorithm;
        };
    }

    KeyCertOptions options() {
        return new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(certificates))
                .addKeyValue(Buffer.buffer(key.reveal()));
    }
}
