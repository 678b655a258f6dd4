package io.ragline.bench.queue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A real PostgreSQL that keeps what it commits, with a pool of connections. */
final class BenchPostgres implements AutoCloseable {
    private static final int CONNECTIONS = 20;

    private final EmbeddedPostgres server;
    private final AgroalDataSource pool;

    BenchPostgres(Path folder) throws IOException, SQLException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("data"))
                .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                // the library is made for tests and switches both off
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        try {
            pool = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                    .connectionPoolConfiguration(connections -> connections
                            .maxSize(CONNECTIONS)
                            .connectionFactoryConfiguration(
                                    factory -> factory.jdbcUrl(server.getJdbcUrl("postgres", "postgres"))
                                            .principal(new NamePrincipal("postgres")))));
            requireDurable();
        } catch (SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private void requireDurable() throws SQLException {
        for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
            String value = ask("SHOW " + setting);
            if (!value.equals("on")) {
                throw new IllegalStateException("PostgreSQL runs with " + setting + " " + value);
            }
        }
    }

    String ask(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() throws IOException {
        pool.close();
        server.close();
    }
}
