package io.ragline.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** TLS of the API itself; see {@link DerivedSettings}. */
@ConfigMapping(prefix = "ragline.api.tls")
public interface ApiTls {

    /** The certificate to show callers (PEM), with those that vouch for it behind it; then the API speaks HTTPS only. */
    Optional<Path> cert();

    /** The private key of {@link #cert} (PEM). */
    Optional<Path> key();

    /** Whether somebody in front of the API speaks HTTPS for it, so that browsers are told to ask by HTTPS only. */
    @WithDefault("false")
    boolean byProxy();
}
