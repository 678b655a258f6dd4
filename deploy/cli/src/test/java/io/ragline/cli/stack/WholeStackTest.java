package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.FreePorts;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.Service;
import io.ragline.cli.terminal.RecordedTerminal;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as its users start it, with a real Redis and PostgreSQL, and doubles of the worker and the API. */
class WholeStackTest {

    /** One home for all tests, so that PostgreSQL is unpacked once; each test ends with nothing running in it. */
    @TempDir
    static Path project;

    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    private record Result(int exitCode, String output) {}

    @BeforeAll
    static void prepare() throws Exception {
        for (String module : List.of("worker", "api-server")) {
            writeApplication(project.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
        }
        for (String port : new StackPorts(1, 1, 1, 1, 1).bySetting().keySet()) {
            ENVIRONMENT.put(port, Integer.toString(FreePorts.next()));
        }
    }

    @AfterEach
    void nothing_is_left() {
        StopAll.stop(StackSettings.from(project, ENVIRONMENT), new RecordedTerminal().terminal());
        assertThat(processesOfThisHome()).isEmpty();
    }

    @Test
    void up_detached_stays_until_down() throws Exception {
        Result up = run("up", "--detach");

        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).contains("Ragline is ready", "http://127.0.0.1:" + ENVIRONMENT.get("RAGLINE_API_PORT"));
        Result status = run("status");
        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(status.output()).contains("Redis", "PostgreSQL", "Worker", "API", "healthy", "MB");
        assertThat(run("up").output()).contains("already running");
        assertThat(run("logs", "api").output()).contains("api | Listening on");
        assertThat(run("down").output()).contains("Stopped.");
        assertThat(run("status").exitCode()).isEqualTo(3);
        assertThat(run("down").output()).contains("Nothing is running");
    }

    @Test
    void a_service_that_cannot_start_fails_the_command_with_the_reason_and_leaves_nothing() throws Exception {
        Result up = run(Map.of("FAKE_APPLICATION_FAILS", "yes"), "up", "--detach");

        assertThat(up.exitCode()).isEqualTo(1);
        assertThat(up.output()).contains("exit code 3 while starting", "The fake application cannot start");
        assertThat(processesOfThisHome()).isEmpty();
    }

    @Test
    void the_end_of_the_command_in_the_foreground_stops_everything() throws Exception {
        Process foreground = start(Map.of(), "up");
        StateFile file = new StateFile(home());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> file.read().filter(WholeStackTest::isReady).isPresent());

        foreground.destroy();

        await().atMost(Duration.ofSeconds(30)).until(() -> processesOfThisHome().isEmpty());
        assertThat(file.read().orElseThrow().phase()).isEqualTo(StackState.Phase.STOPPED);
    }

    @Test
    void what_a_killed_supervisor_left_is_replaced_by_the_next_up() throws Exception {
        Result up = run("up", "--detach");
        assertThat(up.exitCode()).as(up.output()).isZero();
        StackState first = new StateFile(home()).read().orElseThrow();
        first.supervisor().find().orElseThrow().destroyForcibly();
        await().until(() -> !first.isSupervised());
        assertThat(run("status").output()).contains("4 of its processes still run");

        Result again = run("up", "--detach");

        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(first.services())
                .allSatisfy(service -> assertThat(service.live()).isEmpty());
        assertThat(new StateFile(home())
                        .read()
                        .orElseThrow()
                        .service(Service.API)
                        .orElseThrow()
                        .live())
                .isPresent();
    }

    private static boolean isReady(StackState state) {
        return state.phase() == StackState.Phase.READY && state.isSupervised();
    }

    private static HomeFolder home() {
        return new HomeFolder(project.resolve(".ragline"));
    }

    /** Every process that carries the home's name in its command line. */
    private static List<Long> processesOfThisHome() {
        String home = home().path().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(home))
                        .isPresent())
                .map(ProcessIdentity::of)
                .filter(ProcessIdentity::isAlive)
                .map(ProcessIdentity::pid)
                .toList();
    }

    private static Result run(String... arguments) throws Exception {
        return run(Map.of(), arguments);
    }

    private static Result run(Map<String, String> environment, String... arguments) throws Exception {
        Process process = start(environment, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private static Process start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dragline.project=" + project,
                "-cp",
                Path.of("target/classes") + File.pathSeparator + Path.of("target/lib/*"),
                "io.ragline.cli.Ragline"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RAGLINE_"));
        builder.environment().putAll(ENVIRONMENT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static void writeApplication(Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeApplication.class.getName());
        String name = FakeApplication.class.getName().replace('.', '/') + ".class";
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream classFile = Objects.requireNonNull(
                        FakeApplication.class.getClassLoader().getResourceAsStream(name))) {
            out.putNextEntry(new JarEntry(name));
            classFile.transferTo(out);
        }
    }
}
