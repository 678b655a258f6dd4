package io.ragline.bench.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void an_unknown_system_is_refused() {
        assertThatThrownBy(() -> command.parseArgs("--only", "sidekiq")).hasMessageContaining("sidekiq");
    }
}
