package io.ragline.cli.stack;

import io.ragline.cli.http.LocalKey;
import io.ragline.cli.stack.StackLauncher.Ready;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.terminal.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A Ragline on this machine that is ready: one that this command has started, or one that ran before. */
public final class LocalRagline implements AutoCloseable {

    private final StackSettings settings;
    private final Terminal terminal;
    private final StackLauncher launcher;
    private final Foreground foreground;
    private final Ready ready;

    private LocalRagline(
            StackSettings settings, Terminal terminal, StackLauncher launcher, Foreground foreground, Ready ready) {
        this.settings = settings;
        this.terminal = terminal;
        this.launcher = launcher;
        this.foreground = foreground;
        this.ready = ready;
    }

    /** Starts one that ends with this command, unless one runs; shows how it gets on and where everything is. */
    public static LocalRagline start(StackOptions options, Terminal terminal) {
        return start(options.settings(), terminal, true);
    }

    static LocalRagline start(StackSettings settings, Terminal terminal, boolean attached) {
        StackLauncher launcher = new StackLauncher(settings, terminal);
        long begin = System.nanoTime();
        if (launcher.running().isEmpty()) {
            terminal.print("Starting Ragline in " + settings.home().path());
        }
        Foreground foreground = new Foreground(terminal, attached);
        Ready ready = launcher.bringUp(foreground);
        String news = ready.ours()
                ? "is ready after " + Terminal.duration((System.nanoTime() - begin) / 1_000_000)
                : "is already running";
        LocalRagline ragline = new LocalRagline(settings, terminal, launcher, foreground, ready);
        new Welcome(terminal).print(news, settings, ragline.state().ports());
        return ragline;
    }

    /** Whether this command has started it, and so answers for its end. */
    public boolean isOurs() {
        return ready.ours();
    }

    /** Where its API is; it may have been started with other settings than this command's. */
    public URI api() {
        return URI.create("http://127.0.0.1:" + state().ports().api());
    }

    /** The key to speak to the API with, if one is set. */
    public Optional<String> apiKey() {
        return Optional.of(settings.value("RAGLINE_API_KEY", ""))
                .filter(key -> !key.isEmpty())
                .or(() -> LocalKey.read(settings.home().path()));
    }

    /** The data folder. */
    public Path home() {
        return settings.home().path();
    }

    /** Lets it live on after this command. */
    void letGo() {
        foreground.letGo();
    }

    /** Shows what the supervisor says until it ends, and returns the exit code. */
    public int stay() {
        LogFollower log = new LogFollower(settings.home().log(SupervisorStarter.LOG), terminal::print);
        log.skipToEnd();
        while (ready.supervisor().isAlive()) {
            log.poll();
            LogFollower.pause();
        }
        log.poll();
        String reason = launcher.reasonOfEnd(ready.supervisor());
        if (state().phase() == Phase.STOPPED) {
            terminal.print(reason);
            return 0;
        }
        terminal.complain(reason);
        StopAll.leftovers(settings, terminal);
        return 1;
    }

    /** Stops it if this command has started it. */
    @Override
    public void close() {
        foreground.stop();
    }

    private StackState state() {
        return launcher.stateOf(ready.supervisor()).orElseThrow();
    }
}
