package dev.passback.gateway.upstream;

import dev.passback.gateway.tls.PemCertificates;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Who may vouch for an upstream besides those that Java trusts.
 *
 * @param further such as the authority of a company's own network
 */
public record Authorities(List<X509Certificate> further) {

    /** Those that Java trusts, and nobody else. */
    public static final Authorities STANDARD = new Authorities(List.of());

    public Authorities {
        further = List.copyOf(further);
    }

    /**
     * Reads certificates of authorities, PEM.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static Authorities parse(String pem) {
        return new Authorities(PemCertificates.parse(pem));
    }

    /** What a client trusts. */
    public TrustOptions trust() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<X509Certificate> all = new ArrayList<>(further);
            all.addAll(standard());
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), all.get(i));
            }
            return TrustOptions.wrap(factory(store));
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("the certificates of authorities cannot be used", broken);
        }
    }

    private static List<X509Certificate> standard() throws GeneralSecurityException {
        List<X509Certificate> issuers = new ArrayList<>();
        for (TrustManager manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager trusting) {
                issuers.addAll(List.of(trusting.getAcceptedIssuers()));
            }
        }
        return issuers;
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
