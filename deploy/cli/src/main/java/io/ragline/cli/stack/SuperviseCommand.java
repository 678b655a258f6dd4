package io.ragline.cli.stack;

import io.ragline.cli.process.LogFile;
import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.Service;
import io.ragline.cli.service.ServiceException;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that stays: {@code up} starts it in a session of its own and reads its state from the home folder. */
@Command(name = "supervise", hidden = true)
public final class SuperviseCommand implements Callable<Integer> {

    static final String NAME = "supervise";

    /** Exit code when another supervisor has the home already. */
    static final int ALREADY_RUNNING = 5;

    @Option(names = "--attached-to")
    private long attachedTo;

    private final Clock clock = Clock.system(ZoneId.systemDefault());
    private final Journal journal = new Journal(System.out, clock);
    private final AtomicBoolean shuttingDown = new AtomicBoolean();

    @Override
    public Integer call() throws InterruptedException {
        StackSettings settings =
                StackSettings.from(Path.of(System.getProperty("ragline.project", ".")), System.getenv());
        Optional<HomeLock> lock = HomeLock.acquire(settings.home(), Duration.ofSeconds(3));
        if (lock.isEmpty()) {
            return ALREADY_RUNNING;
        }
        try (HomeLock held = lock.get()) {
            return run(settings);
        }
    }

    private int run(StackSettings settings) throws InterruptedException {
        StateFile file = new StateFile(settings.home());
        Optional<StackState> previous = file.read();
        StackPlan plan;
        StateBoard board;
        try {
            plan = new StackPlan(settings, HttpClient.newHttpClient());
            board = new StateBoard(file, clock, firstState(settings, plan));
        } catch (ServiceException e) {
            new StateBoard(file, clock, emptyState(settings)).phase(Phase.FAILED, reason(e));
            return 1;
        }
        try {
            prepare(settings.home(), previous, plan, board);
            supervise(new Supervisor(plan.waves(), board, RestartRule.STANDARD, journal, clock));
            return 0;
        } catch (ServiceException e) {
            if (!shuttingDown.get()) {
                journal.say(reason(e));
                board.phase(Phase.FAILED, reason(e));
            }
            return 1;
        }
    }

    private void prepare(HomeFolder home, Optional<StackState> previous, StackPlan plan, StateBoard board) {
        previous.ifPresent(new Leftovers(journal::say)::stop);
        new PortCheck(port -> OtherRaglines.ownerOf(port, home)).check(plan.ports());
        plan.checkExternal();
        plan.external().keySet().forEach(service -> board.status(service, Status.EXTERNAL, null));
        for (Service service : Service.values()) {
            try {
                new LogFile(home.log(service)).rotate();
            } catch (IOException e) {
                throw new ServiceException("The logs in %s cannot be written: %s".formatted(home.logs(), e), e);
            }
        }
    }

    private void supervise(Supervisor supervisor) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            shuttingDown.set(true);
            supervisor.stop();
        }));
        if (attachedTo != 0) {
            endWith(attachedTo);
        }
        supervisor.start();
        supervisor.watch();
    }

    /** In the foreground, nothing may be left when the command at the terminal is killed. */
    private void endWith(long pid) {
        Optional<ProcessHandle> terminal = ProcessHandle.of(pid);
        if (terminal.isEmpty()) {
            throw new ServiceException("The command that started this is gone.");
        }
        var unused = terminal.get().onExit().thenRun(() -> {
            journal.say("The command at the terminal has ended: stopping");
            System.exit(0);
        });
    }

    private static StackState firstState(StackSettings settings, StackPlan plan) {
        StackState empty = emptyState(settings);
        List<ServiceState> external = plan.external().entrySet().stream()
                .map(entry -> new ServiceState(entry.getKey(), Status.WAITING, entry.getValue(), null, 0, 0, 0))
                .toList();
        return new StackState(empty.phase(), empty.supervisor(), empty.project(), empty.ports(), "", external);
    }

    private static StackState emptyState(StackSettings settings) {
        return new StackState(
                Phase.STARTING,
                ProcessIdentity.ofThisProcess(),
                settings.project().toString(),
                settings.ports(),
                "",
                List.of());
    }

    private static String reason(ServiceException e) {
        return String.valueOf(e.getMessage());
    }
}
