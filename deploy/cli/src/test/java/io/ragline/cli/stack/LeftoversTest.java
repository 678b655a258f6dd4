package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.process.TestProcesses;
import io.ragline.cli.service.Service;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    private final List<String> said = new ArrayList<>();
    private final Leftovers leftovers = new Leftovers(said::add);

    @Test
    void what_a_killed_supervisor_left_is_stopped_the_api_first() throws Exception {
        try (var processes = new TestProcesses()) {
            Process redis = processes.run("exec sleep 60");
            Process api = processes.run("exec sleep 60");

            boolean found = leftovers.stop(state(
                    service(Service.REDIS, ProcessIdentity.of(redis.toHandle())),
                    service(Service.API, ProcessIdentity.of(api.toHandle()))));

            assertThat(found).isTrue();
            assertThat(redis.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(api.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(said).hasSize(2).first().asString().startsWith("API");
        }
    }

    @Test
    void a_process_that_only_has_the_number_of_one_of_ours_is_left_alone() throws Exception {
        try (var processes = new TestProcesses()) {
            Process stranger = processes.run("exec sleep 60");
            ProcessIdentity now = ProcessIdentity.of(stranger.toHandle());
            var recorded = new ProcessIdentity(now.pid(), now.startedAtMillis() - 60_000);

            boolean found = leftovers.stop(state(service(Service.WORKER, recorded)));

            assertThat(found).isFalse();
            assertThat(stranger.isAlive()).isTrue();
        }
    }

    private static ServiceState service(Service service, ProcessIdentity process) {
        return new ServiceState(service, Status.READY, "127.0.0.1:1", process, 0, 0, 0);
    }

    private static StackState state(ServiceState... services) {
        return new StackState(
                Phase.READY, new ProcessIdentity(1, 1), "", new StackPorts(1, 2, 3, 4, 5), "", List.of(services));
    }
}
