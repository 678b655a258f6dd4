package io.ragline.tls;

import java.nio.file.Path;
import java.util.Optional;

/** How a service is spoken to by TLS: the same settings for Redis, PostgreSQL and Qdrant. The files are PEM. */
public interface TlsFiles {

    /** The authorities that may vouch for the server, in place of the JDK's. */
    Optional<Path> ca();

    /** The certificate to show the server, with those that vouch for it behind it. */
    Optional<Path> cert();

    /** The private key of {@link #cert}, in PKCS 8 without a password. */
    Optional<Path> key();
}
