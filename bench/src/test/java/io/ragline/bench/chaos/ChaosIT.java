package io.ragline.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.chaos.scenario.Scale;
import io.ragline.bench.chaos.scenario.Scenario;
import io.ragline.bench.chaos.scenario.Scenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * One brief round of each scenario. The seed is the same for each build; {@code -Dragline.chaos.seed} gives another, and
 * {@code ./ragline bench chaos} plays for longer.
 */
class ChaosIT {
    private static final long SEED = Long.getLong("ragline.chaos.seed", 2026);

    @TempDir
    static Path folder;

    private static ChaosRun run;

    @BeforeAll
    static void prepare() throws Exception {
        Path module = Path.of("").toAbsolutePath();
        Path logs = Files.createDirectories(module.resolve("target/chaos-logs"));
        run = new ChaosRun(module.getParent(), folder, logs, Scale.BRIEF, SEED);
    }

    @AfterAll
    static void stop() throws Exception {
        run.close();
    }

    @TestFactory
    Stream<DynamicTest> no_job_is_lost_and_none_has_its_effect_twice() {
        return Scenarios.all().stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name(), () -> assertHolds(scenario)));
    }

    private static void assertHolds(Scenario scenario) throws Exception {
        Outcome outcome = run.play(scenario, 1);

        System.out.println(outcome.report());
        assertThat(outcome.violations())
                .as("seed %d, logs in bench/target/chaos-logs: %s", SEED, outcome.report())
                .isEmpty();
        assertThat(outcome.counts().accepted()).as("something was at stake").isPositive();
    }
}
