package io.ragline.bench.chaos;

import io.ragline.bench.chaos.scenario.Scale;
import io.ragline.bench.chaos.scenario.Scenario;
import io.ragline.bench.chaos.scenario.Scenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the scenarios on a Ragline of its own, for as long as wanted. */
@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description =
                "Kills, freezes, cuts off and starves a Ragline of its own under load, and checks that no job is lost"
                        + " and none has its effect twice.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:all held", "1:something did not"})
public final class ChaosCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(names = "--seed", description = "Repeats what that seed did (else a new one, which is printed)")
    private @Nullable Long seed;

    @Option(
            names = "--rounds",
            defaultValue = "1",
            description = "How often each scenario is played (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--duration",
            defaultValue = "20",
            paramLabel = "SECONDS",
            description = "How long jobs are sent in a scenario (${DEFAULT-VALUE})")
    private int duration;

    @Option(
            names = "--backlog",
            defaultValue = "50000",
            description = "Uploads that wait in the scenario 'backlog' (${DEFAULT-VALUE})")
    private int backlog;

    @Option(names = "--brief", description = "As short as in the build")
    private boolean brief;

    @Option(names = "--scenario", split = ",", paramLabel = "NAME", description = "Only these")
    private List<String> names = new ArrayList<>();

    @Option(names = "--list", description = "Names the scenarios and what each does, and ends")
    private boolean list;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            Scenarios.all().forEach(each -> out.printf("%-18s %s%n", each.name(), each.what()));
            return 0;
        }
        List<Scenario> chosen = chosen();
        long used = seed == null ? ThreadLocalRandom.current().nextInt(1_000_000) : seed;
        Path home = Files.createTempDirectory("ragline-chaos-");
        Path logs = Files.createDirectories(home.resolve("logs"));
        Path data = Files.createDirectories(home.resolve("data"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteWhenQuiet(data), "chaos-clean-up"));
        out.printf("seed %d; %d scenarios, %d rounds; %s%n", used, chosen.size(), rounds, Instant.now());
        boolean held = play(chosen, new Places(data, logs), used, out);
        if (held) {
            delete(home);
            return 0;
        }
        out.printf("Not all held. The logs are in %s; repeat with --seed %d%n", logs, used);
        return BROKEN;
    }

    private record Places(Path data, Path logs) {}

    private boolean play(List<Scenario> scenarios, Places places, long used, PrintWriter out) throws Exception {
        Scale scale = brief ? Scale.BRIEF : Scale.full(Duration.ofSeconds(duration), backlog);
        Path project = Path.of(System.getProperty("ragline.project", "")).toAbsolutePath();
        boolean held = true;
        try (ChaosRun run = new ChaosRun(project, places.data(), places.logs(), scale, used)) {
            for (int round = 1; round <= rounds; round++) {
                for (Scenario scenario : scenarios) {
                    Outcome outcome = run.play(scenario, round);
                    out.println(outcome.report());
                    out.flush();
                    held &= outcome.held();
                }
            }
        }
        return held;
    }

    private List<Scenario> chosen() {
        List<Scenario> all = Scenarios.all();
        for (String name : names) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw new ParameterException(
                        spec.commandLine(), "There is no scenario '%s'; --list names them".formatted(name));
            }
        }
        return names.isEmpty()
                ? all
                : all.stream().filter(each -> names.contains(each.name())).toList();
    }

    /** The processes are being killed at the same time, and may still write. */
    private static void deleteWhenQuiet(Path folder) {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (Files.exists(folder) && System.nanoTime() < end) {
            delete(folder);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // what can't be deleted is in the system's folder for temporary files
        }
    }
}
