package io.ragline.cli.stack;

import io.ragline.cli.process.LogFile;
import io.ragline.cli.process.OwnSession;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.ServiceException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the supervisor process, out of reach of the terminal's signals. */
final class SupervisorStarter {

    static final String LOG = "supervisor";

    private static final String MAIN_CLASS = "io.ragline.cli.Ragline";

    private final StackSettings settings;

    SupervisorStarter(StackSettings settings) {
        this.settings = settings;
    }

    /** @param attached whether everything must stop when this process ends */
    Process start(boolean attached) {
        HomeFolder home = settings.home();
        ProcessBuilder builder = new ProcessBuilder(new OwnSession(settings.environment()).wrap(command(attached)))
                .directory(home.path().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(LOG).toFile()));
        builder.environment().putAll(settings.environment());
        builder.environment().put("RAGLINE_HOME", home.path().toString());
        try {
            new LogFile(home.log(LOG)).rotate();
            return builder.start();
        } catch (IOException e) {
            throw new ServiceException("The supervisor cannot be started: " + e.getMessage(), e);
        }
    }

    private List<String> command(boolean attached) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms8m",
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                OtherRaglines.HOME_PROPERTY + settings.home().path(),
                "-Dragline.project=" + settings.project(),
                "-cp",
                absoluteClassPath(),
                MAIN_CLASS,
                SuperviseCommand.NAME));
        if (attached) {
            command.addAll(List.of(
                    "--attached-to", Long.toString(ProcessHandle.current().pid())));
        }
        return command;
    }

    // The supervisor runs in the home folder
    private static String absoluteClassPath() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .reduce((left, right) -> left + File.pathSeparator + right)
                .orElseThrow();
    }
}
