package io.ragline.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class CorpusCommandTest {
    @TempDir
    private Path folder;

    @Test
    void each_file_of_a_folder_ends_in_the_report_with_its_code() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("odd/below"));
        Files.writeString(odd.resolve("good.txt"), "A text of a few words.\n");
        Files.writeString(odd.resolve("broken.pdf"), "%PDF-1.7\n1 0 obj\nnothing follows");
        Files.write(odd.resolve("empty.pdf"), new byte[0]);
        Files.write(odd.resolve("program"), new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0});
        StringWriter printed = new StringWriter();

        int exit = new CommandLine(new CorpusCommand())
                .setOut(new PrintWriter(printed))
                .execute("--each", "--heap=64", folder.resolve("odd").toString());

        assertThat(exit).isZero();
        assertThat(printed.toString())
                .contains("| odd | 4 | 1 | 0 | 1 | 2 | 0 |")
                .contains("| failed | `DOCUMENT_UNREADABLE` | 1 |")
                .contains("| `DOCUMENT_EMPTY` | The file is empty. | empty.pdf |")
                .contains("below/good.txt\tsucceeded")
                .contains("0 extraction processes were lost");
    }

    @Test
    void a_folder_that_is_not_there_is_a_mistake_of_the_caller() {
        StringWriter said = new StringWriter();

        int exit = new CommandLine(new CorpusCommand())
                .setErr(new PrintWriter(said))
                .execute(folder.resolve("nowhere").toString());

        assertThat(exit).isEqualTo(2);
        assertThat(said.toString()).contains("nowhere is no folder");
    }
}
