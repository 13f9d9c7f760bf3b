package dev.passback.core.credential;

import com.google.crypto.tink.hybrid.HybridConfig;
import java.security.GeneralSecurityException;

/** Makes Tink know hybrid encryption; calling it again is free. */
final class Tink {

    private Tink() {}

    static void register() throws GeneralSecurityException {
        HybridConfig.register();
    }
}
