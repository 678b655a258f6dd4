package io.ragline.bench.queue;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Measures the queue as the product runs it, with jobs that do nothing, on a Redis of its own; beside it, in the same
 * run on the same machine, what else one might take.
 */
@Command(
        name = "queue",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures the queue: pick-up when idle, no-op jobs end to end, bulk enqueue; the same of JobRunr on"
                    + " PostgreSQL, RQ and Celery; how all that grows with the jobs stored; what purging costs others.",
            "The long run: --growth 1000,10000,100000,1000000 --purge 1000000"
        })
public final class QueueCommand implements Callable<Integer> {
    private static final int INTERRUPTED = 130;
    private static final int GROWTH_PICK_UPS = 300;
    private static final int PAUSE_MS = 20;
    private static final int GROWTH_SHARE = 4;
    private static final int POSTGRES_GROWTH_SHARE = 20;
    private static final int FEWEST_JOBS = 1000;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--only",
            split = ",",
            description = "Some of ragline, postgres, rq, celery (all)",
            paramLabel = "SYSTEM")
    private Set<QueueSystem> only = EnumSet.allOf(QueueSystem.class);

    @Option(
            names = "--jobs",
            defaultValue = "20000",
            description = "Jobs of a throughput round; slower systems get a share (${DEFAULT-VALUE})")
    private int jobs;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Rounds, the first of which warms up; 0: no comparison (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--pick-ups",
            defaultValue = "1000",
            description = "Jobs one by one on the idle queue (${DEFAULT-VALUE})")
    private int pickUps;

    @Option(
            names = "--poll-pick-ups",
            defaultValue = "10",
            description = "The same where a worker polls, which takes seconds each (${DEFAULT-VALUE})")
    private int pollPickUps;

    @Option(
            names = "--workers",
            defaultValue = "8",
            description = "Jobs that a job server in Java runs at once (${DEFAULT-VALUE})")
    private int workers;

    @Option(
            names = "--growth",
            defaultValue = "1000,10000,100000",
            converter = Sizes.Converter.class,
            description = "Numbers of stored jobs to grow through; 0: none (${DEFAULT-VALUE})",
            paramLabel = "SIZES")
    private Sizes growth = new Sizes(List.of());

    @Option(
            names = "--growth-postgres",
            defaultValue = "100000",
            description = "How far JobRunr on PostgreSQL grows; 0: not at all (${DEFAULT-VALUE})")
    private int growthPostgres;

    @Option(
            names = "--purge",
            defaultValue = "100000",
            description = "Ended jobs to purge while others use the queue; 0: none (${DEFAULT-VALUE})")
    private int purge;

    @Option(names = "--markdown", description = "Print Markdown tables")
    private boolean markdown;

    @Option(
            names = "--python",
            defaultValue = "/usr/bin/python3",
            description = "The Python that has RQ and Celery (${DEFAULT-VALUE})")
    private String python = "";

    @Override
    public Integer call() throws Exception {
        requireAtLeast(FEWEST_JOBS, jobs, "--jobs");
        requireAtLeast(1, pickUps, "--pick-ups");
        requireAtLeast(1, pollPickUps, "--poll-pick-ups");
        requireAtLeast(1, workers, "--workers");
        Report report = new Report(System.out, markdown);
        report.machine(Machine.describe());
        try (Cleanup cleanup = Cleanup.onExit()) {
            try {
                compare(cleanup, report);
                if (only.contains(QueueSystem.RAGLINE)) {
                    growRagline(cleanup, report);
                    purge(cleanup, report);
                }
                if (only.contains(QueueSystem.POSTGRES)) {
                    growPostgres(cleanup, report);
                }
            } catch (Exception e) {
                if (!cleanup.isInterrupted()) {
                    throw e;
                }
                return INTERRUPTED;
            }
        }
        return 0;
    }

    private void requireAtLeast(int least, int value, String option) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(), "%s is %d, must be at least %d".formatted(option, value, least));
        }
    }

    private void compare(Cleanup cleanup, Report report) throws Exception {
        List<Finding> findings = new ArrayList<>();
        if (rounds > 0) {
            if (only.contains(QueueSystem.RAGLINE)) {
                findings.add(measureRagline(cleanup));
            }
            if (only.contains(QueueSystem.POSTGRES)) {
                findings.add(measurePostgres(cleanup));
            }
            findings.addAll(measurePython(cleanup));
        }
        if (!findings.isEmpty()) {
            report.comparison(findings);
        }
    }

    private Finding measureRagline(Cleanup cleanup) throws Exception {
        JobProbe probe = new JobProbe();
        try (Cleanup part = cleanup.part();
                RaglineQueue queue = Stores.ragline(part, probe, workers)) {
            Rounds measured = new Rounds(queue, probe, jobs);
            measured.run(rounds);
            return measured.finding(measured.pickUps(pickUps, () -> PAUSE_MS));
        }
    }

    /** At times that have nothing to do with those at which it polls. */
    private Finding measurePostgres(Cleanup cleanup) throws Exception {
        JobProbe probe = new JobProbe();
        try (Cleanup part = cleanup.part();
                PostgresQueue queue = Stores.postgres(part, probe, workers)) {
            Rounds measured = new Rounds(queue, probe, jobs);
            measured.run(rounds);
            Progress.say("  %d pick-ups by polling", pollPickUps);
            long poll = PostgresQueue.POLL.toMillis();
            return measured.finding(measured.pickUps(
                    pollPickUps, () -> ThreadLocalRandom.current().nextLong(poll)));
        }
    }

    private List<Finding> measurePython(Cleanup cleanup) throws Exception {
        PythonQueues queues = new PythonQueues(python, rounds, pickUps);
        List<Finding> findings = new ArrayList<>();
        for (QueueSystem system : List.of(QueueSystem.RQ, QueueSystem.CELERY)) {
            if (only.contains(system)) {
                findings.addAll(queues.measure(cleanup, system, jobs));
            }
        }
        return findings;
    }

    private void growRagline(Cleanup cleanup, Report report) throws Exception {
        if (!growth.isEmpty()) {
            JobProbe probe = new JobProbe();
            try (Cleanup part = cleanup.part();
                    RaglineQueue queue = Stores.ragline(part, probe, workers)) {
                grow(new Growth(queue, probe, jobs / GROWTH_SHARE, GROWTH_PICK_UPS), queue, growth.ascending(), report);
            }
        }
    }

    private void growPostgres(Cleanup cleanup, Report report) throws Exception {
        List<Integer> sizes = growth.upTo(growthPostgres);
        if (!sizes.isEmpty()) {
            JobProbe probe = new JobProbe();
            try (Cleanup part = cleanup.part();
                    PostgresQueue queue = Stores.postgres(part, probe, workers)) {
                grow(new Growth(queue, probe, jobs / POSTGRES_GROWTH_SHARE, 0), queue, sizes, report);
            }
        }
    }

    private static void grow(Growth growth, MeasuredQueue queue, List<Integer> sizes, Report report)
            throws InterruptedException {
        for (Growth.Stored kind : Growth.Stored.values()) {
            report.growth(queue.system(), kind, growth.measure(kind, sizes));
        }
    }

    private void purge(Cleanup cleanup, Report report) throws Exception {
        if (purge > 0) {
            JobProbe probe = new JobProbe();
            try (Cleanup part = cleanup.part();
                    RaglineQueue queue = Stores.ragline(part, probe, workers)) {
                report.purge(purge, new Purge(queue, probe).measure(purge));
            }
        }
    }
}
