package io.ragline.tls;

import io.smallrye.config.ConfigMapping;

/** TLS to PostgreSQL, which is demanded, and the server's name checked, as soon as one of these is set; see {@link DerivedSettings}. */
@ConfigMapping(prefix = "ragline.db.tls")
public interface DatabaseTls extends TlsFiles {}
