package io.ragline.cli.stack;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.service.Service;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the supervisor of one home does, as it writes it down for the other commands.
 *
 * @param project the folder whose applications run
 * @param reason why it failed; empty in every other phase
 */
public record StackState(
        Phase phase,
        ProcessIdentity supervisor,
        String project,
        StackPorts ports,
        String reason,
        List<ServiceState> services) {

    /** STARTING → READY → STOPPING → STOPPED; FAILED from any, when all has been stopped for a reason. */
    public enum Phase {
        STARTING,
        READY,
        STOPPING,
        STOPPED,
        FAILED
    }

    /** One service's part in it. */
    public enum Status {
        WAITING,
        PREPARING,
        STARTING,
        READY,
        RESTARTING,
        STOPPED,
        /** Somebody else runs it. */
        EXTERNAL
    }

    /**
     * How one service is.
     *
     * @param process none before its first start, after its end, or when somebody else runs the service
     * @param sinceMillis when it took this status
     * @param readyAfterMillis how long the last start took; 0 before
     * @param restarts how often it has died and been started again
     */
    public record ServiceState(
            Service service,
            Status status,
            String address,
            @Nullable ProcessIdentity process,
            long sinceMillis,
            long readyAfterMillis,
            int restarts) {

        Optional<ProcessIdentity> live() {
            return Optional.ofNullable(process).filter(ProcessIdentity::isAlive);
        }
    }

    public StackState {
        services = List.copyOf(services);
    }

    /** True while the supervisor that wrote this lives. */
    boolean isSupervised() {
        return supervisor.isAlive();
    }

    Optional<ServiceState> service(Service service) {
        return services.stream().filter(state -> state.service() == service).findFirst();
    }
}
