package io.ragline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopPlanTest {

    @TempDir
    Path folder;

    @Test
    void a_process_that_obeys_is_not_killed() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = start(processes, "trap 'exit 0' TERM");

            boolean clean = new StopPlan(Signal.TERM, Duration.ofSeconds(10)).stop(identity(process));

            assertThat(clean).isTrue();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void a_process_that_wants_another_signal_gets_it() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = start(processes, "trap '' TERM; trap 'exit 7' INT");

            boolean clean = new StopPlan(Signal.INT, Duration.ofSeconds(10)).stop(identity(process));

            assertThat(clean).isTrue();
            assertThat(process.waitFor()).isEqualTo(7);
        }
    }

    @Test
    void a_process_that_does_not_obey_in_time_is_killed() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = start(processes, "trap '' TERM");

            boolean clean = new StopPlan(Signal.TERM, Duration.ofMillis(300)).stop(identity(process));

            assertThat(clean).isFalse();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void children_that_outlive_their_parent_are_killed() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = start(processes, "sleep 600 & trap 'exit 0' TERM");
            ProcessHandle child = await().until(() -> process.descendants().findFirst(), found -> found.isPresent())
                    .orElseThrow();

            new StopPlan(Signal.TERM, Duration.ofSeconds(10)).stop(identity(process));

            await().untilAsserted(() -> assertThat(child.isAlive()).isFalse());
        }
    }

    @Test
    void stopping_what_has_ended_is_no_trouble() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = processes.run("exit 0");
            ProcessIdentity identity = identity(process);
            process.waitFor();

            assertThat(new StopPlan(Signal.TERM, Duration.ofSeconds(1)).stop(identity))
                    .isTrue();
        }
    }

    /** Returns when the script has set its traps. */
    private Process start(TestProcesses processes, String traps) throws Exception {
        Path ready = folder.resolve("ready");
        Process process = processes.run(traps + "; touch '" + ready + "'; while :; do sleep 0.05; done");
        await().until(() -> Files.exists(ready));
        return process;
    }

    private static ProcessIdentity identity(Process process) {
        return ProcessIdentity.of(process.toHandle());
    }
}
