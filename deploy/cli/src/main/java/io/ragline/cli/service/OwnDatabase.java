package io.ragline.cli.service;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/** Ready when the server lets us in and holds our database, which is created when missing. */
final class OwnDatabase implements ReadyCheck {

    private final int port;

    OwnDatabase(int port) {
        this.port = port;
    }

    @Override
    public Optional<String> whyNotReady() {
        var properties = new Properties();
        properties.setProperty("user", PostgresService.USER);
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", "30");
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            if (!exists(statement)) {
                statement.execute("CREATE DATABASE " + PostgresService.DATABASE);
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static boolean exists(Statement statement) throws SQLException {
        try (ResultSet found = statement.executeQuery(
                "SELECT 1 FROM pg_database WHERE datname = '" + PostgresService.DATABASE + "'")) {
            return found.next();
        }
    }
}
