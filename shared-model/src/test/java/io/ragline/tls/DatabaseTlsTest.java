package io.ragline.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.testing.TestAuthority;
import io.ragline.testing.TestAuthority.Identity;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that lets in, by TLS, only who shows a certificate with the user's name. */
class DatabaseTlsTest {
    private static final String PREFIX = "quarkus.datasource.jdbc.additional-jdbc-properties.";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static TestAuthority stranger;
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void start() throws Exception {
        authority = new TestAuthority(folder.resolve("ours"));
        stranger = new TestAuthority(folder.resolve("stranger"));
        Identity server = authority.issue("localhost", "RSA");
        Path access = Files.writeString(folder.resolve("pg_hba.conf"), """
                hostnossl all all 127.0.0.1/32 trust
                hostssl all all 127.0.0.1/32 cert
                """);
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_ca_file", server.ca().toString())
                .setServerConfig("ssl_cert_file", server.certificate().toString())
                .setServerConfig("ssl_key_file", server.key().toString())
                .setServerConfig("hba_file", access.toString())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        postgres.close();
    }

    /** As Quarkus hands its settings to the driver. */
    private static Connection connect(Map<String, String> settings) throws SQLException {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "settings", 100))
                .withSources(new DerivedSettings())
                .build();
        Properties connection = new Properties();
        connection.put("user", "postgres");
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(PREFIX)) {
                connection.put(name.substring(PREFIX.length()), config.getValue(name, String.class));
            }
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:%d/postgres".formatted(postgres.getPort()), connection);
    }

    private static Map<String, String> settings(Path ca, Identity identity) {
        return Map.of(
                "ragline.db.tls.ca",
                ca.toString(),
                "ragline.db.tls.cert",
                identity.certificate().toString(),
                "ragline.db.tls.key",
                identity.key().toString());
    }

    private static void assertIsEncrypted(Connection connection) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select ssl, client_dn from pg_stat_ssl where pid = pg_backend_pid()")) {
            row.next();
            assertThat(row.getBoolean("ssl")).isTrue();
            assertThat(row.getString("client_dn")).isEqualTo("/CN=postgres");
        }
    }

    @Test
    void aCertificateOpensTheDoor() throws Exception {
        assertIsEncrypted(connect(settings(authority.ca(), authority.issue("postgres", "RSA"))));
    }

    @Test
    void keysMayBeOfEllipticCurves() throws Exception {
        Identity identity = authority.issue("postgres-ec", "EC");
        assertThatThrownBy(() -> connect(settings(authority.ca(), identity)))
                .as("the server understood the key, and found another name than the user's")
                .hasMessageContaining("certificate authentication failed");
    }

    @Test
    void withoutACertificateNobodyIsLetIn() {
        assertThatThrownBy(
                        () -> connect(Map.of("ragline.db.tls.ca", authority.ca().toString())))
                .hasMessageContaining("client certificate");
    }

    @Test
    void aServerWhomAnotherAuthorityVouchesForIsRefused() throws Exception {
        Identity identity = authority.issue("postgres2", "RSA");
        assertThatThrownBy(() -> connect(settings(stranger.ca(), identity)))
                .hasMessageContaining("unable to find valid certification path");
    }

    @Test
    void aFileOfNoUseIsNamed() throws Exception {
        Path none = folder.resolve("none.pem");
        Identity identity = authority.issue("postgres3", "RSA");
        assertThatThrownBy(() -> connect(settings(none, identity)))
                .hasStackTraceContaining("ragline.db.tls.ca")
                .hasStackTraceContaining(none.toString());
        assertThatThrownBy(() -> connect(settings(
                        authority.ca(), new Identity(authority.ca(), identity.certificate(), identity.certificate()))))
                .hasStackTraceContaining("ragline.db.tls.key")
                .hasStackTraceContaining("openssl pkcs8 -topk8 -nocrypt");
    }
}
