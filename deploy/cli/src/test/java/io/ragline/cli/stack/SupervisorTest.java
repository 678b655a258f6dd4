package io.ragline.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.Launchable;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

    private static final RestartRule QUICK = new RestartRule(3, Duration.ofMinutes(1), Duration.ofMillis(20));

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private StateFile file;
    private StateBoard board;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() {
        HomeFolder home = new HomeFolder(folder.resolve("home"));
        home.prepare();
        file = new StateFile(home);
        StackPorts ports = new StackPorts(1, 2, 3, 4, 5);
        board = new StateBoard(
                file,
                Clock.systemUTC(),
                new StackState(Phase.STARTING, ProcessIdentity.ofThisProcess(), "", ports, "", List.of()));
        supervise(ShellService.obedient(Service.REDIS, folder));
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void services_start_in_waves_and_stop_in_the_reverse_order() throws Exception {
        supervise(
                List.of(obedient(Service.REDIS), obedient(Service.POSTGRES)),
                List.of(obedient(Service.WORKER), obedient(Service.API)));

        supervisor.start();
        supervisor.stop();

        List<String> events = events();
        assertThat(events.subList(0, 2)).containsExactlyInAnyOrder("redis started", "postgres started");
        assertThat(events.subList(2, 4)).containsExactlyInAnyOrder("worker started", "api started");
        assertThat(events.subList(4, 8))
                .containsExactly("api stopped", "worker stopped", "postgres stopped", "redis stopped");
    }

    @Test
    void what_runs_is_written_down_for_other_commands() {
        supervisor.start();

        StackState state = file.read().orElseThrow();
        assertThat(state.phase()).isEqualTo(Phase.READY);
        ServiceState redis = state.service(Service.REDIS).orElseThrow();
        assertThat(redis.status()).isEqualTo(Status.READY);
        assertThat(redis.live()).isPresent();
    }

    @Test
    void a_service_that_dies_is_started_again_with_a_word_about_it() {
        supervisor.start();
        CompletableFuture<Void> watching = watch();

        kill(Service.REDIS);

        await().until(() -> redis().restarts() == 1 && redis().status() == Status.READY);
        assertThat(redis().live()).isPresent();
        assertThat(said()).contains("Redis ended with exit code 137").contains("ready again");
        assertThat(watching).isNotDone();
    }

    @Test
    void three_deaths_within_a_minute_stop_everything_and_show_the_end_of_the_log() {
        Launchable doomed = ShellService.scripted(
                Service.WORKER, folder, "touch \"$READY\"; sleep 0.3; echo index is locked; exit 9");
        supervise(List.of(obedient(Service.REDIS)), List.of(doomed));

        Throwable end = catchThrowable(() -> {
            supervisor.start();
            supervisor.watch();
        });

        assertThat(end)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Worker died 3 times within 60 seconds")
                .hasMessageContaining("exit code 9")
                .hasMessageContaining("index is locked");
        assertThat(redis().live()).isEmpty();
        assertThat(file.read().orElseThrow().phase()).isEqualTo(Phase.STOPPED);
    }

    @Test
    void deaths_that_are_far_apart_are_forgiven() {
        supervisor = new Supervisor(
                List.of(List.of(obedient(Service.REDIS))),
                board,
                new RestartRule(3, Duration.ofMillis(1), Duration.ofMillis(20)),
                journal(),
                Clock.systemUTC());
        supervisor.start();
        CompletableFuture<Void> watching = watch();

        for (int death = 1; death <= 4; death++) {
            int restarts = death;
            kill(Service.REDIS);
            await().until(() -> redis().restarts() == restarts && redis().status() == Status.READY);
        }

        assertThat(watching).isNotDone();
    }

    @Test
    void a_service_that_cannot_start_stops_the_others_and_says_why() throws Exception {
        Launchable broken = ShellService.scripted(Service.API, folder, "echo port is taken; exit 3");
        supervise(List.of(obedient(Service.REDIS)), List.of(obedient(Service.WORKER), broken));

        assertThatThrownBy(supervisor::start)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("API ended with exit code 3 while starting")
                .hasMessageContaining("port is taken");

        assertThat(file.read().orElseThrow().services())
                .allSatisfy(service -> assertThat(service.live()).isEmpty());
        assertThat(events()).contains("redis stopped");
    }

    @Test
    void a_service_that_never_gets_ready_is_named_with_what_is_missing() {
        supervise(new ShellService(Service.WORKER, folder, "exec sleep 60", Duration.ofMillis(400)));

        assertThatThrownBy(supervisor::start)
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("Worker was not ready after")
                .hasMessageContaining("no ready file yet");

        assertThat(file.read()
                        .orElseThrow()
                        .service(Service.WORKER)
                        .orElseThrow()
                        .live())
                .isEmpty();
    }

    @Test
    void a_stop_during_the_start_leaves_no_process() {
        supervise(
                List.of(obedient(Service.REDIS)), List.of(ShellService.scripted(Service.API, folder, "exec sleep 60")));
        CompletableFuture<Void> starting = inThreadOfItsOwn(supervisor::start);
        ProcessIdentity api = await().until(() -> state(Service.API).live(), live -> live.isPresent())
                .orElseThrow();

        supervisor.stop();

        assertThat(starting).failsWithin(Duration.ofSeconds(10));
        assertThat(api.isAlive()).isFalse();
        assertThat(redis().live()).isEmpty();
    }

    private void supervise(Launchable only) {
        supervise(List.of(only));
    }

    @SafeVarargs
    private void supervise(List<Launchable>... waves) {
        supervisor = new Supervisor(List.of(waves), board, QUICK, journal(), Clock.systemUTC());
    }

    private Journal journal() {
        return new Journal(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.system(ZoneId.systemDefault()));
    }

    private Launchable obedient(Service service) {
        return ShellService.obedient(service, folder);
    }

    private CompletableFuture<Void> watch() {
        return inThreadOfItsOwn(() -> {
            try {
                supervisor.watch();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Not in the common pool: Java reports the end of processes there. */
    private static CompletableFuture<Void> inThreadOfItsOwn(Runnable task) {
        return CompletableFuture.runAsync(task, command -> Thread.ofVirtual().start(command));
    }

    private void kill(Service service) {
        state(service).live().flatMap(ProcessIdentity::find).orElseThrow().destroyForcibly();
    }

    private ServiceState redis() {
        return state(Service.REDIS);
    }

    private ServiceState state(Service service) {
        return file.read().orElseThrow().service(service).orElseThrow();
    }

    private List<String> events() throws Exception {
        return Files.readAllLines(folder.resolve("events"));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
