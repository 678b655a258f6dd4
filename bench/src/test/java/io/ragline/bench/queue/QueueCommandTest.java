package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class QueueCommandTest {
    private final CommandLine command = new CommandLine(new QueueCommand());

    @Test
    void systems_are_named_in_small_letters() {
        assertThat(command.parseArgs("--only", "ragline,rq").hasMatchedOption("--only"))
                .isTrue();
    }

    @Test
    void too_few_jobs_are_refused_before_anything_is_started() {
        StringWriter errors = new StringWriter();
        command.setErr(new PrintWriter(errors));

        assertThat(command.execute("--jobs", "10")).isEqualTo(2);
        assertThat(errors.toString()).startsWith("--jobs is 10, must be at least 1000");
    }

    @Test
    void an_unknown_system_is_refused() {
        assertThatThrownBy(() -> command.parseArgs("--only", "sidekiq")).hasMessageContaining("sidekiq");
    }
}
