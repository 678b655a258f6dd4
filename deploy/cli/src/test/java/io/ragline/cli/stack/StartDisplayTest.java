package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.Service;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import io.ragline.cli.terminal.RecordedTerminal;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartDisplayTest {

    private final RecordedTerminal recorded = new RecordedTerminal();

    @Test
    void where_nobody_watches_each_service_gets_one_line_when_it_is_ready() {
        StartDisplay display = new StartDisplay(recorded.terminal(), Clock.systemUTC());

        display.show(state(Status.STARTING));
        display.show(state(Status.READY));
        display.show(state(Status.READY));

        assertThat(recorded.out().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("✓ Redis", "1.2 s", "127.0.0.1:16379");
    }

    @Test
    void at_a_terminal_the_lines_are_drawn_over() {
        StartDisplay display = new StartDisplay(recorded.terminal(true), Clock.systemUTC());

        display.show(state(Status.STARTING));
        display.show(state(Status.READY));

        assertThat(recorded.out()).contains("starting").contains("\033[1A").contains("✓ Redis");
    }

    private static StackState state(Status status) {
        var redis = new ServiceState(Service.REDIS, status, "127.0.0.1:16379", new ProcessIdentity(1, 1), 0, 1_200, 0);
        return new StackState(
                Phase.STARTING, new ProcessIdentity(1, 1), "", new StackPorts(1, 2, 3, 4, 5), "", List.of(redis));
    }
}
