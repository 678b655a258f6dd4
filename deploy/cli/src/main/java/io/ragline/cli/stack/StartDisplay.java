package io.ragline.cli.stack;

import io.ragline.cli.service.Service;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import io.ragline.cli.terminal.Terminal;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Shows one line for each service while it starts: drawn over at a terminal, written once when ready elsewhere. */
final class StartDisplay {

    private static final String SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final String PLAIN_SPINNER = "-\\|/";

    private final Terminal terminal;
    private final Clock clock;
    private final Set<Service> written = EnumSet.noneOf(Service.class);
    private int drawn;
    private int turn;

    StartDisplay(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    void show(StackState state) {
        if (terminal.interactive()) {
            draw(state.services());
        } else {
            state.services().stream()
                    .filter(service -> isSettled(service) && written.add(service.service()))
                    .forEach(service -> terminal.print(line(service)));
        }
    }

    private void draw(List<ServiceState> services) {
        var text = new StringBuilder();
        if (drawn > 0) {
            text.append("\033[").append(drawn).append('A'); // Up to the first of the lines drawn before
        }
        services.forEach(
                service -> text.append("\r\033[K").append(line(service)).append('\n'));
        terminal.out().print(text);
        terminal.out().flush();
        drawn = services.size();
        turn++;
    }

    private String line(ServiceState service) {
        return "  %s %-11s %s".formatted(mark(service), service.service().label(), words(service));
    }

    private String mark(ServiceState service) {
        if (isSettled(service)) {
            return terminal.tick();
        }
        if (service.status() == Status.WAITING || service.status() == Status.STOPPED) {
            return " ";
        }
        String spinner = terminal.canShow(SPINNER) ? SPINNER : PLAIN_SPINNER;
        return String.valueOf(spinner.charAt(turn % spinner.length()));
    }

    private String words(ServiceState service) {
        String elapsed = Terminal.duration(Math.max(0, clock.millis() - service.sinceMillis()));
        return switch (service.status()) {
            case WAITING -> "waiting";
            case PREPARING -> "preparing  " + elapsed;
            case STARTING -> "starting   " + elapsed;
            case RESTARTING -> "restarting " + elapsed;
            case READY ->
                "ready      %-7s %s".formatted(Terminal.duration(service.readyAfterMillis()), service.address());
            case EXTERNAL -> "yours              " + service.address();
            case STOPPED -> "stopped";
        };
    }

    private static boolean isSettled(ServiceState service) {
        return service.status() == Status.READY || service.status() == Status.EXTERNAL;
    }
}
