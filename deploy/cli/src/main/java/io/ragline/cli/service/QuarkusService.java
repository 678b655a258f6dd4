package io.ragline.cli.service;

import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The worker or the API: a Quarkus application started from its build folder.
 *
 * @param jar the {@code quarkus-run.jar}
 * @param javaOptions flags of the Java virtual machine
 * @param environment configuration, added to what the supervisor was started with
 * @param stopLimit how long it may take to finish what it is doing
 */
public record QuarkusService(
        Service service,
        HomeFolder home,
        Path jar,
        List<String> javaOptions,
        Map<String, String> environment,
        int port,
        ReadyCheck ready,
        Duration startLimit,
        Duration stopLimit)
        implements Launchable {

    public QuarkusService {
        javaOptions = List.copyOf(javaOptions);
        environment = Map.copyOf(environment);
    }

    @Override
    public ServiceSpec prepare() {
        if (!Files.isRegularFile(jar)) {
            throw new ServiceException(
                    "%s is not built: %s is missing. Build with ./ragline up, or with mvn -DskipTests package."
                            .formatted(service.label(), jar));
        }
        return new ServiceSpec(
                service,
                command(),
                environment,
                home.path(),
                home.log(service),
                "127.0.0.1:" + port,
                ready,
                startLimit,
                new StopPlan(Signal.TERM, stopLimit));
    }

    private List<String> command() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(javaOptions);
        // Tells the processes of one home from another's in a process listing
        command.add("-Dragline.home=" + home.path());
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    /** Splits options given in one variable, as the shell would without quotes. */
    public static List<String> options(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
