package io.ragline.bench.chaos.scenario;

import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.load.Load;
import io.ragline.bench.chaos.site.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The clock of one worker is wrong: it must neither take the others for dead nor be taken for dead. */
final class ClockOff implements Scenario {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"));

    @Override
    public String name() {
        return "clock-off";
    }

    @Override
    public String what() {
        return "the clock of one of two workers off by 30 s";
    }

    @Override
    public void play(Act act) throws Exception {
        Optional<Path> library = LIBRARIES.stream().filter(Files::exists).findFirst();
        if (library.isEmpty()) {
            act.note("SKIPPED: libfaketime is missing, install it with: apt-get install -y libfaketime");
            return;
        }
        String off = act.random().nextBoolean() ? "+30s" : "-30s";
        Workers workers = act.site().workers();
        workers.killAll();
        workers.add(Map.of());
        workers.add(Map.of(
                "LD_PRELOAD",
                library.get().toString(),
                "FAKETIME",
                off,
                // timers must go on as they are: a wrong clock is what is tried, not a broken JVM
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // else every timed wait returns at once, and the waiting threads use up the machine
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0"));
        workers.ensure(2);
        act.untilTheEnd(workers::killAll);
        try (Load load = act.load()) {
            act.pause(act.scale().underLoad().multipliedBy(2));
        }
        act.note(off);
    }

    @Override
    public void verify(Act act, Evidence evidence) {
        RunsOnce.verify(act, evidence, task -> false);
    }
}
