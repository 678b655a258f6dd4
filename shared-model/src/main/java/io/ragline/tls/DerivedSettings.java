package io.ragline.tls;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** What Ragline's settings of TLS mean to the libraries that need it as settings of their own. */
public final class DerivedSettings implements ConfigSourceFactory {
    private static final String JDBC = "quarkus.datasource.jdbc.additional-jdbc-properties.";
    private static final String HSTS = "quarkus.http.header.\"Strict-Transport-Security\".value";
    /** Below what somebody says by Quarkus' names, above what application.properties says. */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> derived = new HashMap<>();
        database(context, derived);
        api(context, derived);
        return List.of(new PropertiesConfigSource(derived, "what the settings of TLS mean", ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    /** What the URL itself says goes first. */
    private static void database(ConfigSourceContext context, Map<String, String> derived) {
        Map<String, String> files = new HashMap<>();
        value(context, "ragline.db.tls.ca").ifPresent(file -> files.put("sslrootcert", file));
        value(context, "ragline.db.tls.cert").ifPresent(file -> files.put("sslcert", file));
        value(context, "ragline.db.tls.key").ifPresent(file -> files.put("sslkey", file));
        if (!files.isEmpty()) {
            files.put("sslmode", "verify-full");
            files.put("sslfactory", DatabaseSockets.class.getName());
            files.forEach((name, file) -> derived.put(JDBC + name, file));
        }
    }

    private static void api(ConfigSourceContext context, Map<String, String> derived) {
        Optional<String> certificate = value(context, "ragline.api.tls.cert");
        Optional<String> key = value(context, "ragline.api.tls.key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException(
                    "ragline.api.tls.cert and ragline.api.tls.key are needed both, or neither");
        }
        if (certificate.isPresent() && key.isPresent()) {
            derived.put("quarkus.http.ssl.certificate.files", certificate.get());
            derived.put("quarkus.http.ssl.certificate.key-files", key.get());
            derived.put("quarkus.http.insecure-requests", "disabled");
            derived.put("quarkus.http.ssl-port", "${quarkus.http.port}");
        }
        if (certificate.isPresent()
                || value(context, "ragline.api.tls.by-proxy")
                        .filter("true"::equals)
                        .isPresent()) {
            derived.put(HSTS, "max-age=31536000");
        }
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        ConfigValue value = context.getValue(name);
        return value == null || value.getValue() == null || value.getValue().isBlank()
                ? Optional.empty()
                : Optional.of(value.getValue().strip());
    }
}
