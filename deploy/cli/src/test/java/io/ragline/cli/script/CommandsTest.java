package io.ragline.cli.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.cli.script.FakeProject.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest {

    @TempDir
    Path folder;

    private FakeProject project;

    @BeforeEach
    void prepare() throws Exception {
        project = new FakeProject(folder.toRealPath());
        project.with("JAVA_HOME", project.jdk("jdk", "25").toString());
    }

    @Test
    void arguments_reach_the_command_and_the_current_folder_stays() throws Exception {
        Path elsewhere = Files.createDirectories(project.folder().resolve("else where"));
        Path link = Files.createSymbolicLink(
                elsewhere.resolve("rag"), project.folder().resolve("ragline"));

        Result result = project.runFrom(elsewhere, link, "ingest", "a.pdf");

        assertThat(result.output())
                .contains("jdk in " + elsewhere)
                .contains("-Dragline.project=" + project.folder())
                .contains("ragline-cli.jar ingest a.pdf");
    }

    @Test
    void a_symbolic_link_relative_to_its_own_folder_is_followed() throws Exception {
        Path bin = Files.createDirectories(project.folder().resolve("bin"));
        Path link = Files.createSymbolicLink(bin.resolve("rag"), Path.of("../ragline"));

        assertThat(project.runFrom(project.folder(), link, "help").output())
                .contains("-Dragline.project=" + project.folder());
    }

    @Test
    void no_arguments_are_left_to_the_command_which_then_shows_its_help() throws Exception {
        assertThat(project.run().output().strip()).endsWith("ragline-cli.jar");
    }

    @Test
    void test_runs_maven_with_the_right_jdk_and_passes_arguments_and_exit_code_on() throws Exception {
        Result result = project.run("test", "-pl", "worker");

        assertThat(result.exitCode()).isEqualTo(42);
        assertThat(project.builds())
                .containsExactly(
                        "maven -B verify -pl worker with " + project.folder().resolve("jdks/jdk"));
    }

    @Test
    void eval_and_bench_run_the_benchmarks() throws Exception {
        Files.createDirectories(project.folder().resolve("bench/target"));
        Files.createFile(project.folder().resolve("bench/target/bench-0.1.0.jar"));

        assertThat(project.run("eval", "data").output())
                .contains("--add-modules jdk.incubator.vector")
                .contains("bench-0.1.0.jar:" + project.folder() + "/bench/target/lib/*")
                .contains("io.ragline.bench.Bench eval data");
        assertThat(project.run("bench", "queue").output()).contains("io.ragline.bench.Bench queue");
        assertThat(project.run("help", "eval").output()).contains("io.ragline.bench.Bench eval --help");
        assertThat(project.run("help", "bench").output().strip()).endsWith("io.ragline.bench.Bench --help");
        assertThat(project.run("help", "bench", "queue").output()).contains("io.ragline.bench.Bench queue --help");
    }
}
