package io.ragline.config;

import io.smallrye.config.EnvConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Settings whose value stands in a file, as secrets that are mounted into a container do: {@code RAGLINE_DB_PASSWORD_FILE=/run/secrets/db}
 * is the setting {@code RAGLINE_DB_PASSWORD} with what the file holds, without the line break at its end. It gives way to the variable
 * itself.
 */
public final class SettingsInFiles extends EnvConfigSource {
    private static final long serialVersionUID = 1L;
    private static final String PREFIX = "RAGLINE_";
    private static final String SUFFIX = "_FILE";
    /** Those that are the path of a file themselves. */
    private static final String FIRST_KEY_FILE = "RAGLINE_FIRST_KEY_FILE";
    /** Below that of environment variables. */
    private static final int ORDINAL = 299;

    /** Of this process' environment. */
    public SettingsInFiles() {
        this(System.getenv());
    }

    SettingsInFiles(Map<String, String> environment) {
        super(read(environment), ORDINAL);
    }

    private static Map<String, String> read(Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        environment.forEach((name, path) -> {
            if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !name.equals(FIRST_KEY_FILE) && !path.isBlank()) {
                settings.put(name.substring(0, name.length() - SUFFIX.length()), content(name, Path.of(path)));
            }
        });
        return settings;
    }

    private static String content(String name, Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new IllegalStateException("The file %s that %s names can't be read: %s".formatted(file, name, e), e);
        }
    }

    @Override
    public String getName() {
        return "files that variables ending in _FILE name";
    }
}
