package io.ragline.job;

import io.ragline.model.JobPriority;
import io.ragline.model.Lane;
import java.util.ArrayList;
import java.util.List;
import org.jobrunr.jobs.Job;

/**
 * Where a job waits, written on it as JobRunr labels: there the store finds it, and people see it in the dashboard.
 */
final class JobLabels {
    private static final String LANE = "lane:";
    private static final String TENANT = "tenant:";
    private static final String PRIORITY = "priority:";

    private JobLabels() {}

    static List<String> of(QueuedJob job) {
        List<String> labels = new ArrayList<>(List.of(LANE + job.lane().id(), TENANT + job.tenantId()));
        if (job.priority() != JobPriority.NORMAL) {
            labels.add(PRIORITY + job.priority().id());
        }
        return labels;
    }

    /** The lane of the job; jobs of nobody's wait in the maintenance lane. */
    static String lane(Job job) {
        return value(job, LANE, Lane.MAINTENANCE.id());
    }

    static String tenant(Job job) {
        return value(job, TENANT, "none");
    }

    static JobPriority priority(Job job) {
        return JobPriority.of(value(job, PRIORITY, JobPriority.NORMAL.id()));
    }

    private static String value(Job job, String prefix, String otherwise) {
        return job.getLabels().stream()
                .filter(label -> label.startsWith(prefix))
                .map(label -> label.substring(prefix.length()))
                .findFirst()
                .orElse(otherwise);
    }
}
