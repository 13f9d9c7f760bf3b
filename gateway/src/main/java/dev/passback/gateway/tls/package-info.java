/**
 * TLS by PEM files: {@link PemPair} is a certificate with its key, checked; {@link ServerTls} serves it; {@link CertificateReload}
 * notices when it is replaced. {@link PemCertificates} reads those of authorities too.
 */
@NullMarked
package dev.passback.gateway.tls;

import org.jspecify.annotations.NullMarked;
