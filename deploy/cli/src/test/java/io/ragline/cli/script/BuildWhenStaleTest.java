package io.ragline.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ragline.cli.script.FakeProject.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildWhenStaleTest {

    @TempDir
    Path folder;

    private FakeProject project;

    @BeforeEach
    void prepare() throws Exception {
        project = new FakeProject(folder.toRealPath());
        project.with("JAVA_HOME", project.jdk("jdk", "25").toString());
    }

    @Test
    void the_first_command_builds_and_the_next_does_not() throws Exception {
        project.run("up");
        Result second = project.run("up");

        assertThat(project.builds()).hasSize(1).first().asString().contains("-DskipTests", "package", "jdks/jdk");
        assertThat(second.output()).doesNotContain("Building").contains("ragline-cli.jar up");
    }

    @Test
    void a_newer_source_or_pom_is_built_when_starting() throws Exception {
        project.run("up");
        project.edit("worker/src/main/Worker.java");
        project.run("up");

        assertThat(project.builds()).hasSize(2);
    }

    @Test
    void asking_and_stopping_use_the_build_that_is_there() throws Exception {
        project.run("up");
        project.edit("pom.xml");
        project.run("status");
        project.run("ask", "Why?");

        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void the_build_under_a_running_ragline_is_not_replaced() throws Exception {
        project.run("up");
        project.edit("pom.xml");
        Path run = Files.createDirectories(project.folder().resolve(".ragline/run"));
        Files.writeString(
                run.resolve("stack.json"),
                "{\"phase\":\"READY\",\"supervisor\":{\"pid\":%d,\"startedAtMillis\":1}}"
                        .formatted(ProcessHandle.current().pid()));

        Result result = project.run("up");

        assertThat(project.builds()).hasSize(1);
        assertThat(result.output()).contains("./ragline down").contains("ragline-cli.jar up");
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_where_the_rest_is() throws Exception {
        Files.createFile(project.folder().resolve("broken"));

        Result result = project.run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output())
                .contains("[ERROR] Main.java: cannot find symbol")
                .contains("target/ragline-build.log")
                .doesNotContain("runs");
    }

    @Test
    void a_failed_build_is_tried_again() throws Exception {
        Path broken = Files.createFile(project.folder().resolve("broken"));
        project.run("up");
        Files.delete(broken);

        assertThat(project.run("up").exitCode()).isZero();
    }

    @Test
    void two_at_once_build_once() throws Exception {
        Files.createFile(project.folder().resolve("slow"));
        Path script = project.folder().resolve("ragline");
        Process first = project.start(project.folder(), script, "up");
        await().until(() -> !project.builds().isEmpty());

        Result second = project.run("up");

        assertThat(new String(first.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Built in");
        assertThat(second.output()).contains("Another ./ragline is building").contains("ragline-cli.jar up");
        assertThat(project.builds()).hasSize(1);
    }

    @Test
    void the_lock_of_a_builder_that_was_killed_is_no_hindrance() throws Exception {
        Path lock = Files.createDirectories(project.folder().resolve("target/.ragline-building"));
        Files.writeString(lock.resolve("pid"), "999999999\n");

        assertThat(project.run("up").exitCode()).isZero();
    }

    @Test
    void without_maven_one_sentence_says_what_to_install() throws Exception {
        project.with("RAGLINE_MVN", "no-such-maven");

        Result result = project.run("up");

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines()).hasSize(1).first().asString().contains("Maven");
    }
}
