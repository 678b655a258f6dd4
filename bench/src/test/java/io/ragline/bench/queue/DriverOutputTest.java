package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class DriverOutputTest {
    private final DriverOutput output = new DriverOutput();

    @Test
    void findings_are_read_line_by_line() {
        """
        version RQ 1.13.0, Worker
        setup 2 worker processes
        bulk 20000.5
        noop 250.25
        progress round 1 of 1 is done
        wait 4000000
        wait 5000000
        """.lines().forEach(output::accept);

        Finding finding = output.finding(100);

        assertThat(finding.system()).isEqualTo("RQ 1.13.0, Worker");
        assertThat(finding.setup()).isEqualTo("2 worker processes");
        assertThat(finding.bulk().cold()).isEqualTo(20000.5);
        assertThat(finding.noOp().median()).isEqualTo(250.25);
        assertThat(finding.pickUp().maxMs()).isEqualTo(5);
    }

    @Test
    void a_driver_that_ended_early_is_noticed() {
        output.accept("bulk 20000.5");

        assertThatThrownBy(() -> output.finding(100)).hasMessage("no round was measured");
    }
}
