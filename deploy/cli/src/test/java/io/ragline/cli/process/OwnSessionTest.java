package io.ragline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class OwnSessionTest {

    @TempDir
    Path folder;

    @Test
    void a_wrapped_command_keeps_its_process_id_and_leads_its_own_session() throws Exception {
        Process process =
                new ProcessBuilder(new OwnSession(System.getenv()).wrap(List.of("cat", "/proc/self/stat"))).start();

        assertThat(session(process)).isEqualTo(process.pid());
    }

    @Test
    void perl_does_it_where_there_is_no_setsid_as_on_macos() throws Exception {
        Path perl = Stream.of("/usr/bin/perl", "/usr/local/bin/perl")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(perl != null, "no perl here");
        Path relay = Files.writeString(folder.resolve("perl"), "#!/bin/sh\nexec " + perl + " \"$@\"\n");
        assertThat(relay.toFile().setExecutable(true)).isTrue();

        Process process = new ProcessBuilder(
                        new OwnSession(Map.of("PATH", folder.toString())).wrap(List.of("/bin/cat", "/proc/self/stat")))
                .start();

        assertThat(session(process)).isEqualTo(process.pid());
    }

    /** The sixth field of {@code /proc/…/stat}, the fourth behind the name in parentheses. */
    private static long session(Process process) throws Exception {
        String stat = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[3]);
    }
}
