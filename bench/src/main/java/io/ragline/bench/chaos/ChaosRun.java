package io.ragline.bench.chaos;

import io.ragline.bench.chaos.check.Effect;
import io.ragline.bench.chaos.check.Evidence;
import io.ragline.bench.chaos.check.Invariant;
import io.ragline.bench.chaos.check.JobRow;
import io.ragline.bench.chaos.check.QueueState;
import io.ragline.bench.chaos.check.Violation;
import io.ragline.bench.chaos.scenario.Act;
import io.ragline.bench.chaos.scenario.Scale;
import io.ragline.bench.chaos.scenario.Scenario;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import io.ragline.bench.chaos.site.Wait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Plays scenarios one after the other on the same site, and checks after each. A scenario that broke something, or wants a
 * site of its own, leaves a fresh one to the next.
 */
public final class ChaosRun implements AutoCloseable {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(120);
    private static final Duration QUEUE_LIMIT = Duration.ofSeconds(45);
    private static final Duration LATE_LIMIT = Duration.ofSeconds(20);
    private static final int MOST_SEEN_OVER_HTTP = 250;

    private final Path project;
    private final Path folder;
    private final Path logs;
    private final Scale scale;
    private final long seed;
    private @Nullable Site site;
    private int sites;

    /**
     * @param project where Ragline is built
     * @param folder for all data; emptied by whoever made it
     * @param logs where the processes leave their logs
     */
    public ChaosRun(Path project, Path folder, Path logs, Scale scale, long seed) {
        this.project = project;
        this.folder = folder;
        this.logs = logs;
        this.scale = scale;
        this.seed = seed;
    }

    /** Plays a scenario and checks what must hold. */
    public Outcome play(Scenario scenario, int round) throws Exception {
        if (scenario.ownSite()) {
            close();
        }
        // the same whatever was played before, so that one scenario can be repeated alone
        Random random = new Random(seed * 31 + scenario.name().hashCode() + 1_000_003L * round);
        Outcome outcome;
        try (Act act = new Act(site(), scale, random, "%s %d %d".formatted(scenario.name(), seed, round))) {
            outcome = play(scenario, act);
        }
        if (scenario.ownSite() || !outcome.held()) {
            close();
        }
        return outcome;
    }

    private Site site() throws Exception {
        if (site == null) {
            sites++;
            site = new Site(project, folder.resolve("site-" + sites), logs.resolve("site-" + sites));
        }
        return site;
    }

    private Outcome play(Scenario scenario, Act act) throws Exception {
        long start = System.nanoTime();
        List<Violation> violations = new ArrayList<>();
        try {
            scenario.play(act);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            violations.add(new Violation("the scenario can be played", e.toString()));
        }
        long over = System.nanoTime();
        drain(act);
        Duration drained = Duration.ofNanos(System.nanoTime() - over);
        Evidence evidence = evidence(act);
        scenario.verify(act, evidence);
        violations.addAll(act.violations());
        violations.addAll(Invariant.checkAll(evidence));
        String what = scenario.what() + (act.notes().isEmpty() ? "" : " (" + String.join("; ", act.notes()) + ")");
        return new Outcome(
                scenario.name(),
                what,
                Outcome.Counts.of(act.journal(), evidence.jobs()),
                Duration.ofNanos(over - start),
                drained,
                violations);
    }

    /** Whether all ended in time is for the checks to find. */
    private void drain(Act act) throws Exception {
        if (act.mayLeaveBacklog()) {
            return;
        }
        Wait.until(DRAIN_LIMIT, () -> act.ledger().unfinished() == 0);
        Wait.until(QUEUE_LIMIT, () -> queue(act).isDrained());
        Wait.until(LATE_LIMIT, () -> !isSomethingRunning(act.site()));
    }

    /** Runs that count no more may still come to their end, and must be seen to change nothing. */
    private static boolean isSomethingRunning(Site site) throws IOException {
        Set<Long> alive = site.workers().running().stream().map(JavaApp::pid).collect(Collectors.toSet());
        Set<String> open = new HashSet<>();
        for (Effect effect : Effect.read(site.effects())) {
            String run = effect.jobId() + " " + effect.attempt();
            if (effect.event().isEnd()) {
                open.remove(run);
            } else if (alive.contains(effect.pid())) {
                open.add(run);
            }
        }
        return !open.isEmpty();
    }

    private static QueueState queue(Act act) {
        return act.site().redis().ask(QueueState::read);
    }

    private static Evidence evidence(Act act) throws Exception {
        Map<UUID, JobRow> jobs = act.ledger().jobs();
        List<UUID> ids = new ArrayList<>(act.journal().ids());
        Collections.sort(ids);
        Collections.shuffle(ids, new Random(ids.size()));
        List<UUID> some = ids.subList(0, Math.min(ids.size(), MOST_SEEN_OVER_HTTP));
        return new Evidence(
                act.journal().accepted(),
                jobs,
                Effect.read(act.site().effects()),
                act.ledger().audit(),
                queue(act),
                act.api().look(some),
                act.mayLeaveBacklog());
    }

    @Override
    public void close() throws Exception {
        if (site != null) {
            site.close();
            site = null;
        }
    }
}
