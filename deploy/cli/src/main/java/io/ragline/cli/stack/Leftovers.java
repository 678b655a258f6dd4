package io.ragline.cli.stack;

import io.ragline.cli.process.Signal;
import io.ragline.cli.process.StopPlan;
import io.ragline.cli.service.Service;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Stops what a supervisor left running when it was killed. The caller holds the lock of the home. */
final class Leftovers {

    private final Consumer<String> say;

    Leftovers(Consumer<String> say) {
        this.say = say;
    }

    /** True when there was something to stop. */
    boolean stop(StackState state) {
        List<StackState.ServiceState> alive = state.services().stream()
                .filter(service -> service.live().isPresent())
                .sorted(Comparator.comparing(StackState.ServiceState::service).reversed())
                .toList();
        alive.forEach(this::stop);
        return !alive.isEmpty();
    }

    private void stop(StackState.ServiceState service) {
        service.live().ifPresent(process -> {
            say.accept("%s of an earlier run still runs (process %d): stopping it"
                    .formatted(service.service().label(), process.pid()));
            Signal signal = service.service() == Service.POSTGRES ? Signal.INT : Signal.TERM;
            new StopPlan(signal, Duration.ofSeconds(20)).stop(process);
        });
    }
}
