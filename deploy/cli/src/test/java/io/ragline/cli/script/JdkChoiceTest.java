package io.ragline.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.script.FakeProject.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkChoiceTest {

    @TempDir
    Path folder;

    private FakeProject project;

    @BeforeEach
    void prepare() throws Exception {
        project = new FakeProject(folder.toRealPath());
    }

    @Test
    void the_newest_of_the_usual_folders_is_taken_when_path_and_java_home_are_too_old() throws Exception {
        project.with("JAVA_HOME", project.jdk("home-jdk", "1.8.0_402").toString())
                .with(
                        "RAGLINE_JDK_FOLDERS",
                        project.jdk("a", "21.0.4") + " " + project.jdk("b", "25") + " " + project.jdk("c", "22.0.1"));

        assertThat(project.run("help").output()).contains("b in ");
    }

    @Test
    void java_home_goes_before_the_usual_folders() throws Exception {
        project.with("JAVA_HOME", project.jdk("home-jdk", "21.0.4").toString())
                .with("RAGLINE_JDK_FOLDERS", project.jdk("b", "25").toString());

        assertThat(project.run("help").output()).contains("home-jdk in ");
    }

    @Test
    void the_java_on_the_path_is_found_behind_its_links() throws Exception {
        Path linked = Files.createDirectories(project.folder().resolve("links"));
        Files.createSymbolicLink(
                linked.resolve("java"), project.jdk("linked-jdk", "24-ea").resolve("bin/java"));
        project.with("PATH", linked + ":/usr/bin:/bin");

        assertThat(project.run("help").output()).contains("linked-jdk in ");
    }

    @Test
    void ragline_java_home_goes_before_all() throws Exception {
        project.with("JAVA_HOME", project.jdk("home-jdk", "25").toString())
                .with("RAGLINE_JAVA_HOME", project.jdk("chosen", "21").toString());

        assertThat(project.run("help").output()).contains("chosen in ");
    }

    @Test
    void a_ragline_java_home_that_is_too_old_is_not_silently_replaced() throws Exception {
        project.with("JAVA_HOME", project.jdk("home-jdk", "25").toString())
                .with("RAGLINE_JAVA_HOME", project.jdk("chosen", "17").toString());

        Result result = project.run("help");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines()).hasSize(1).first().asString().contains("RAGLINE_JAVA_HOME", "21 or newer");
    }

    @Test
    void without_a_jdk_one_sentence_says_what_to_install() throws Exception {
        Result result = project.run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines())
                .hasSize(1)
                .first()
                .asString()
                .contains("needs a JDK 21 or newer", "install");
    }

    @Test
    void a_java_without_its_compiler_is_no_jdk() throws Exception {
        Path runtime = project.jdk("runtime", "25");
        Files.delete(runtime.resolve("bin/javac"));
        project.with("JAVA_HOME", runtime.toString())
                .with("RAGLINE_JDK_FOLDERS", project.jdk("whole", "21").toString());

        assertThat(project.run("help").output()).contains("whole in ");
    }
}
