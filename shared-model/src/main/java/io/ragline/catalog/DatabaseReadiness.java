package io.ragline.catalog;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/** Ready only while PostgreSQL answers. Quarkus' own check tells everybody where the database is; this one tells the log. */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseReadiness.class);
    private static final String NAME = "PostgreSQL";
    private static final int SECONDS = 2;

    private final AgroalDataSource database;
    private volatile boolean told;

    DatabaseReadiness(AgroalDataSource database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        try (Connection connection = database.getConnection()) {
            if (connection.isValid(SECONDS)) {
                told = false;
                return HealthCheckResponse.up(NAME);
            }
            tell("the connection is broken");
        } catch (SQLException e) {
            tell(String.valueOf(e.getMessage()));
        }
        return HealthCheckResponse.down(NAME);
    }

    private void tell(String why) {
        if (!told) {
            told = true;
            LOG.warnf("PostgreSQL does not answer: %s", why);
        }
    }
}
