package io.ragline.bench.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TextPairTest {
    @TempDir
    Path folder;

    @Test
    void files_of_the_same_name_are_a_pair() throws IOException {
        write("a.pdf", "a.txt", "b.PDF", "b.txt", "c.pdf", "d.txt");

        assertThat(TextPair.in(folder)).extracting(TextPair::name).containsExactly("a.pdf", "b.PDF");
    }

    @Test
    void the_only_pdf_and_the_only_text_of_a_folder_are_a_pair() throws IOException {
        write("one/paper.pdf", "one/truth.txt", "two/paper.pdf", "two/more.pdf", "two/truth.txt");

        assertThat(TextPair.in(folder)).extracting(TextPair::name).containsExactly("one/paper.pdf");
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
    }
}
