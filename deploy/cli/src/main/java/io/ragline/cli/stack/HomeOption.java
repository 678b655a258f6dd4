package io.ragline.cli.stack;

import io.ragline.cli.service.ServiceException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that every command about the local Ragline has. */
public final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            description = "The data folder (RAGLINE_HOME; default: .ragline in the project).")
    private @Nullable Path home;

    /** The settings of the environment with this option, and further variables, put over them. */
    StackSettings settings(Map<String, String> over) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(over);
        if (home != null) {
            environment.put("RAGLINE_HOME", home.toString());
        }
        return StackSettings.from(project(), environment);
    }

    StackSettings settings() {
        return settings(Map.of());
    }

    private static Path project() {
        String project = System.getProperty("ragline.project", "");
        if (project.isEmpty()) {
            throw new ServiceException("The project folder is unknown. Start this through the script ./ragline.");
        }
        return Path.of(project).toAbsolutePath().normalize();
    }
}
