package io.ragline.cli.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/**
 * A PostgreSQL that somebody else runs.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param certificates whether TLS takes certificates that only the worker and the API know how to read: they find out then
 */
public record ExternalDatabase(String url, String user, String password, boolean certificates) implements ReadyCheck {

    private static final String PREFIX = "jdbc:postgresql:";

    public ExternalDatabase {
        if (!url.startsWith(PREFIX)) {
            throw new ServiceException("RAGLINE_DB_URL is not of the form jdbc:postgresql://host:port/database.");
        }
    }

    @Override
    public Optional<String> whyNotReady() {
        if (certificates) {
            return Optional.empty();
        }
        var properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "5");
        properties.setProperty("socketTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            return connection.isValid(3) ? Optional.empty() : Optional.of("the connection is not usable");
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Where it is, without what may follow in the address: parameters can hold a password. */
    public String address() {
        String rest = url.substring(PREFIX.length()).replaceFirst("^//", "");
        int end = rest.indexOf('?');
        return end < 0 ? rest : rest.substring(0, end);
    }

    @Override
    public String toString() {
        return "ExternalDatabase[" + address() + "]";
    }
}
