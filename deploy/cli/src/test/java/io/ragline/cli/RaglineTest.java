package io.ragline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RaglineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_every_command_but_the_internal_one() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("up", "down", "status", "logs", "ingest", "ask", "demo", "test", "eval", "bench")
                .doesNotContain("supervise");
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "logs", "ingest", "ask", "demo"})
    void every_command_tells_its_options_and_exit_codes(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString()).contains("Exit code");
    }

    @Test
    void an_unknown_command_is_an_error() {
        assertThat(run("upp")).isEqualTo(2);
        assertThat(err.toString()).contains("upp").contains("Did you mean: ragline up?");
    }

    @Test
    void a_slip_in_the_options_is_told_in_two_lines() {
        assertThat(run("up", "--detatch")).isEqualTo(2);

        assertThat(err.toString().lines().count()).isLessThanOrEqualTo(3);
        assertThat(err.toString()).contains("--detatch").contains("./ragline up --help");
    }

    @Test
    void an_api_that_does_not_answer_is_one_sentence_and_no_stack_trace() {
        assertThat(run("ask", "Why?", "--api", "http://127.0.0.1:1")).isEqualTo(1);

        assertThat(err.toString().strip())
                .isEqualTo("Ragline does not answer at http://127.0.0.1:1. Start it with ./ragline up");
    }

    private int run(String... arguments) {
        CommandLine line = Ragline.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
