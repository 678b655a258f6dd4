package io.ragline.cli.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.cli.ingest.files.FileWalk.SameIdException;
import io.ragline.cli.ingest.files.FileWalk.Walked;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileWalkTest {

    @TempDir
    Path root;

    @Test
    void files_are_known_by_their_paths_in_the_order_of_their_names() throws Exception {
        write("b/README.md", "a/README.md", "z.txt", "a.txt");

        Walked walked = walk();

        assertThat(ids(walked)).containsExactly("a/README.md", "a.txt", "b/README.md", "z.txt");
        assertThat(walked.unusable()).isEmpty();
        assertThat(walked.bytes()).isEqualTo("b/README.mda/README.mdz.txta.txt".length());
    }

    @Test
    void what_nobody_wants_is_left_out_unless_all_is_wanted() throws Exception {
        write(
                "a.md",
                ".hidden",
                ".git/config",
                "x/node_modules/y/README.md",
                "x/target/b.txt",
                "~$a.docx",
                "Thumbs.db");

        assertThat(ids(walk())).containsExactly("a.md");
        assertThat(ids(new FileWalk(new FilePatterns(List.of(), List.of(), false), "").walk(List.of(root))))
                .hasSize(7);
    }

    @Test
    void what_is_named_itself_is_not_left_out_unasked() throws Exception {
        write(".config/.hidden.md", "target/a.md");

        assertThat(ids(walk(root.resolve(".config/.hidden.md"), root.resolve("target"))))
                .containsExactly(".hidden.md", "a.md");
    }

    @Test
    void patterns_choose_files_and_cut_off_folders() throws Exception {
        write("a.pdf", "a.md", "old/b.pdf", "new/drafts/c.pdf", "new/c.pdf");
        var patterns = new FilePatterns(List.of("*.pdf"), List.of("old/", "**/drafts/*"), true);

        assertThat(ids(new FileWalk(patterns, "").walk(List.of(root)))).containsExactly("a.pdf", "new/c.pdf");
        assertThat(ids(new FileWalk(patterns, "").walk(List.of(root.resolve("a.md")))))
                .isEmpty();
    }

    @Test
    void a_prefix_goes_before_each_id() throws Exception {
        write("x/a.md");

        assertThat(ids(new FileWalk(new FilePatterns(List.of(), List.of(), true), "handbook/").walk(List.of(root))))
                .containsExactly("handbook/x/a.md");
    }

    @Test
    void two_files_of_one_id_are_refused_and_named() throws Exception {
        write("one/README.md", "two/README.md");

        assertThatThrownBy(() -> walk(root.resolve("one"), root.resolve("two")))
                .isInstanceOf(SameIdException.class)
                .hasMessageContaining("one/README.md")
                .hasMessageContaining("two/README.md");
        assertThat(ids(walk(root.resolve("one"), root.resolve("one")))).containsExactly("README.md");
    }

    @Test
    @Timeout(20)
    @DisabledOnOs(OS.WINDOWS)
    void links_in_circles_end_and_each_file_goes_by_its_own_name() throws Exception {
        write("real/a.md", "b.md");
        Files.createSymbolicLink(root.resolve("real/up"), root);
        Files.createSymbolicLink(root.resolve("a-link-to-real"), root.resolve("real"));
        Files.createSymbolicLink(root.resolve("a-link-to-b"), root.resolve("b.md"));
        Files.createSymbolicLink(root.resolve("self"), root.resolve("self"));
        Files.createSymbolicLink(root.resolve("gone.md"), root.resolve("nowhere"));

        Walked walked = walk();

        assertThat(ids(walked)).containsExactly("b.md", "real/a.md");
        assertThat(walked.unusable()).extracting(UnusableFile::name).allMatch(name -> name.matches(".*(self|gone.md)"));
        assertThat(walked.unusable()).hasSize(2);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void links_to_elsewhere_are_followed(@TempDir Path elsewhere) throws Exception {
        Files.writeString(Files.createDirectory(elsewhere.resolve("sub")).resolve("c.md"), "c");
        Files.writeString(elsewhere.resolve("d.md"), "d");
        Files.createSymbolicLink(root.resolve("folder"), elsewhere.resolve("sub"));
        Files.createSymbolicLink(root.resolve("file.md"), elsewhere.resolve("d.md"));

        assertThat(ids(walk())).containsExactlyInAnyOrder("folder/c.md", "file.md");
    }

    @Test
    @Timeout(20)
    @DisabledOnOs(OS.WINDOWS)
    void a_pipe_is_not_read() throws Exception {
        write("a.md");
        Process mkfifo = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(mkfifo.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.exists(root.resolve("pipe"))).isTrue();

        assertThat(ids(walk())).containsExactly("a.md");
    }

    @Test
    void what_cannot_be_used_is_told_and_the_rest_goes_on() throws Exception {
        write("a.md", "bad\nname.md", "long/" + "x".repeat(200) + "/" + "y".repeat(200) + "/" + "z".repeat(100));

        Walked walked = walk(root.resolve("missing"), root);

        assertThat(ids(walked)).containsExactly("a.md");
        assertThat(walked.unusable()).hasSize(3);
        assertThat(walked.unusable().getFirst().why()).isEqualTo("it does not exist");
    }

    private Walked walk(Path... roots) {
        return new FileWalk(new FilePatterns(List.of(), List.of(), true), "")
                .walk(roots.length == 0 ? List.of(root) : List.of(roots));
    }

    private void write(String... names) throws IOException {
        for (String name : names) {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name, StandardCharsets.UTF_8);
        }
    }

    private static List<String> ids(Walked walked) {
        return walked.files().stream().map(FoundFile::id).toList();
    }
}
