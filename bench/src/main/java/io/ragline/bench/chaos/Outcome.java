package io.ragline.bench.chaos;

import io.ragline.bench.chaos.check.JobRow;
import io.ragline.bench.chaos.check.Violation;
import io.ragline.bench.chaos.load.Journal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a scenario came to.
 *
 * @param what was done
 * @param counts accepted jobs by status, and what was not accepted
 * @param drained from the end of the harm until all had ended
 * @param violations empty if all held
 */
public record Outcome(
        String scenario, String what, Counts counts, Duration played, Duration drained, List<Violation> violations) {
    private static final int MOST_SHOWN = 20;

    /** How many jobs became what. */
    public record Counts(int accepted, Map<String, Long> byStatus, int refused, int unanswered) {
        static final Counts NONE = new Counts(0, Map.of(), 0, 0);

        static Counts of(Journal journal, Map<UUID, JobRow> jobs) {
            Map<String, Long> byStatus = new TreeMap<>();
            for (UUID id : journal.ids()) {
                JobRow job = jobs.get(id);
                byStatus.merge(job == null ? "gone" : job.isLive() ? "live" : job.status(), 1L, Long::sum);
            }
            return new Counts(journal.ids().size(), byStatus, journal.refusals(), journal.withoutAnswer());
        }

        @Override
        public String toString() {
            return "accepted %d = %d succeeded + %d failed + %d cancelled + %d live; refused %d, unanswered %d"
                    .formatted(
                            accepted,
                            byStatus.getOrDefault("succeeded", 0L),
                            byStatus.getOrDefault("failed", 0L),
                            byStatus.getOrDefault("cancelled", 0L),
                            byStatus.getOrDefault("live", 0L),
                            refused,
                            unanswered);
        }
    }

    public boolean held() {
        return violations.isEmpty();
    }

    /** One line, and one more for each violation. */
    public String report() {
        StringBuilder text = new StringBuilder("%-18s %s | %s | %.1f s, drained in %.1f s | %s"
                .formatted(
                        scenario,
                        what,
                        counts,
                        played.toMillis() / 1000.0,
                        drained.toMillis() / 1000.0,
                        held() ? "held" : "BROKEN: %d violations".formatted(violations.size())));
        violations.stream()
                .limit(MOST_SHOWN)
                .forEach(violation -> text.append("%n    %s, but %s".formatted(violation.rule(), violation.what())));
        return text.toString();
    }
}
