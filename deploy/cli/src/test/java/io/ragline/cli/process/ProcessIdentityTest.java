package io.ragline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessIdentityTest {

    @Test
    void a_running_process_is_found_again() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = processes.run("exec sleep 60");

            ProcessIdentity identity = ProcessIdentity.of(process.toHandle());

            assertThat(identity.find()).map(ProcessHandle::pid).contains(process.pid());
        }
    }

    @Test
    void an_ended_process_is_not_found() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = processes.run("exec sleep 60");
            ProcessIdentity identity = ProcessIdentity.of(process.toHandle());

            process.destroyForcibly().waitFor();

            assertThat(identity.isAlive()).isFalse();
        }
    }

    @Test
    void a_process_that_was_given_the_same_number_later_is_not_taken_for_the_one_recorded() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = processes.run("exec sleep 60");
            ProcessIdentity now = ProcessIdentity.of(process.toHandle());

            var recordedAnHourAgo = new ProcessIdentity(now.pid(), now.startedAtMillis() - 3_600_000);

            assertThat(recordedAnHourAgo.isAlive()).isFalse();
        }
    }

    @Test
    void a_record_without_a_start_time_proves_nothing() throws Exception {
        try (var processes = new TestProcesses()) {
            Process process = processes.run("exec sleep 60");

            assertThat(new ProcessIdentity(process.pid(), 0).isAlive()).isFalse();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_dead_process_that_nobody_has_reaped_counts_as_dead(@org.junit.jupiter.api.io.TempDir Path folder)
            throws Exception {
        Path childFile = folder.resolve("child");
        try (var processes = new TestProcesses()) {
            // The shell becomes a program that never waits for the child which the shell began
            processes.run("sleep 0.3 & echo $! > '" + childFile + "'; exec sleep 60");
            await().until(() -> Files.exists(childFile) && Files.size(childFile) > 1);
            long child = Long.parseLong(Files.readString(childFile).strip());
            ProcessIdentity identity =
                    ProcessIdentity.of(ProcessHandle.of(child).orElseThrow());

            await().untilAsserted(() -> assertThat(Files.readString(Path.of("/proc/" + child + "/stat")))
                    .contains(") Z "));

            assertThat(identity.isAlive()).isFalse();
        }
    }
}
