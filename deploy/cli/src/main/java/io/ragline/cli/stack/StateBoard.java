package io.ragline.cli.stack;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.Service;
import io.ragline.cli.stack.StackState.Phase;
import io.ragline.cli.stack.StackState.ServiceState;
import io.ragline.cli.stack.StackState.Status;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The current {@link StackState}, changed in small steps from several threads; each step goes to the file. */
final class StateBoard {

    private final StateFile file;
    private final Clock clock;
    private final StackState first;
    private final Map<Service, ServiceState> services = new EnumMap<>(Service.class);
    private Phase phase;
    private String reason = "";

    StateBoard(StateFile file, Clock clock, StackState first) {
        this.file = file;
        this.clock = clock;
        this.first = first;
        this.phase = first.phase();
        first.services().forEach(state -> services.put(state.service(), state));
        write();
    }

    synchronized Phase phase() {
        return phase;
    }

    synchronized void phase(Phase next) {
        phase(next, "");
    }

    synchronized void phase(Phase next, String why) {
        phase = next;
        reason = why;
        write();
    }

    synchronized void status(Service service, Status status, @Nullable ProcessIdentity process) {
        change(
                service,
                old -> new ServiceState(
                        service,
                        status,
                        old.address(),
                        process,
                        clock.millis(),
                        old.readyAfterMillis(),
                        old.restarts()));
    }

    synchronized void address(Service service, String address) {
        change(
                service,
                old -> new ServiceState(
                        service,
                        old.status(),
                        address,
                        old.process(),
                        old.sinceMillis(),
                        old.readyAfterMillis(),
                        old.restarts()));
    }

    synchronized void ready(Service service, ProcessIdentity process, long afterMillis) {
        change(
                service,
                old -> new ServiceState(
                        service, Status.READY, old.address(), process, clock.millis(), afterMillis, old.restarts()));
    }

    synchronized void died(Service service) {
        change(
                service,
                old -> new ServiceState(
                        service,
                        Status.RESTARTING,
                        old.address(),
                        null,
                        clock.millis(),
                        old.readyAfterMillis(),
                        old.restarts() + 1));
    }

    private void change(Service service, UnaryOperator<ServiceState> step) {
        ServiceState unknown = new ServiceState(service, Status.WAITING, "", null, clock.millis(), 0, 0);
        services.put(service, step.apply(services.getOrDefault(service, unknown)));
        write();
    }

    private void write() {
        file.write(new StackState(
                phase, first.supervisor(), first.project(), first.ports(), reason, List.copyOf(services.values())));
    }
}
