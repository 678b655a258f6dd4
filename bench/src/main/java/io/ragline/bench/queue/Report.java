package io.ragline.bench.queue;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** Prints what was measured, each part as soon as it is there. */
final class Report {
    private final PrintStream out;
    private final boolean markdown;

    Report(PrintStream out, boolean markdown) {
        this.out = out;
        this.markdown = markdown;
    }

    void machine(String description) {
        out.println("Queue benchmark on " + description + ".");
        out.println("Redis with its append-only file synced every second, PostgreSQL with fsync; medians of the rounds"
                + " after the first, which is the cold one.");
        out.println();
    }

    void comparison(List<Finding> findings) {
        Table table = new Table("queue", "idle pick-up p50", "p99", "no-op jobs", "cold", "bulk enqueue", "cold");
        for (Finding finding : findings) {
            table.row(
                    finding.system(),
                    ms(finding.pickUp().percentileMs(50)),
                    ms(finding.pickUp().percentileMs(99)),
                    perSecond(finding.noOp().median()),
                    perSecond(finding.noOp().cold()),
                    perSecond(finding.bulk().median()),
                    perSecond(finding.bulk().cold()));
        }
        print(table);
        for (Finding finding : findings) {
            out.printf(
                    "- %s: %s; %,d jobs a round, %,d pick-ups%n",
                    finding.system(),
                    finding.setup(),
                    finding.jobs(),
                    finding.pickUp().count());
        }
        out.println();
    }

    void growth(String system, Growth.Stored kind, List<GrowthStep> steps) {
        out.println(
                switch (kind) {
                    case WAITING -> system + ", growing number of jobs that wait elsewhere:";
                    case ENDED -> system + ", growing number of ended jobs that are kept:";
                });
        out.println();
        Table table =
                new Table("stored", "bulk enqueue a job", "no-op jobs", "pick-up p50", "p99", "bytes a stored job");
        for (GrowthStep step : steps) {
            table.row(
                    "%,d".formatted(step.stored()),
                    "%.0f µs".formatted(step.enqueueMicros()),
                    perSecond(step.noOp()),
                    step.pickUp().map(waits -> ms(waits.percentileMs(50))).orElse("by polling"),
                    step.pickUp().map(waits -> ms(waits.percentileMs(99))).orElse("by polling"),
                    "%,.0f".formatted(step.bytesPerStored()));
        }
        print(table);
    }

    void purge(int stored, List<PurgeFinding> findings) {
        out.printf("What others feel while ended jobs are purged (%,d stored):%n%n", stored);
        Table table = new Table(
                "purged by",
                "jobs",
                "jobs/s",
                "ping p99",
                "max",
                "pick-up p50",
                "p99",
                "max",
                "script p99",
                "max",
                "other stall");
        for (PurgeFinding finding : findings) {
            table.row(
                    finding.how(),
                    "%,d".formatted(finding.jobs()),
                    finding.jobs() == 0 ? "" : perSecond(finding.jobs() / finding.seconds()),
                    ms(finding.ping().percentileMs(99)),
                    ms(finding.ping().maxMs()),
                    ms(finding.pickUp().percentileMs(50)),
                    ms(finding.pickUp().percentileMs(99)),
                    ms(finding.pickUp().maxMs()),
                    ms(finding.scripts().percentileMs(99)),
                    ms(finding.scripts().maxMs()),
                    finding.stall().toString());
        }
        print(table);
    }

    private void print(Table table) {
        out.print(markdown ? table.markdown() : table.text());
        out.println();
        out.flush();
    }

    private static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    private static String ms(double ms) {
        return String.format(Locale.ROOT, ms < 100 ? "%.2f ms" : "%,.0f ms", ms);
    }
}
