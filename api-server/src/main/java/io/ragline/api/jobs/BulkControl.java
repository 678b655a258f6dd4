package io.ragline.api.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.ragline.api.http.PageCursor;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobFilter;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.JobsInReach;
import io.ragline.catalog.MemberAccess;
import io.ragline.catalog.Reach;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Cancels many jobs, or lets them run again. Goes down through the ids, a page and a transaction at a time, so that it comes
 * to an end whatever happens to the jobs meanwhile.
 */
@ApplicationScoped
class BulkControl {
    private static final int PAGE = 500;

    private final JobRepository jobs;
    private final JobsInReach inReach;
    private final JobControl control;

    BulkControl(JobRepository jobs, JobsInReach inReach, JobControl control) {
        this.jobs = jobs;
        this.inReach = inReach;
        this.control = control;
    }

    /** Which jobs of those that whoever asks may change, beginning behind which one, and for how long to work on them. */
    record Order(Reach reach, JobFilter filter, @Nullable UUID before, Duration atMost) {}

    /**
     * What became of it.
     *
     * @param matched how many jobs the filter meant, as far as they were looked at
     * @param changed how many of them were cancelled or queued again
     * @param complete false if the time ran out: ask again
     * @param nextCursor goes into the next request if it isn't complete, so that it goes on where this one stopped
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Outcome(
            long matched,
            long changed,
            boolean complete,
            @Nullable String nextCursor) {}

    /** Cancels the jobs. */
    Outcome cancel(Order order) {
        return byPage(order, page -> {
            List<UUID> cancelled = change(ids(page), jobs::cancel);
            if (!cancelled.isEmpty()) {
                control.takeOut(cancelled);
            }
            return cancelled.size();
        });
    }

    /** Lets the jobs run again. */
    Outcome retry(Order order) {
        return byPage(order, page -> {
            Set<UUID> queued = Set.copyOf(
                    change(ids(page), ids -> ids.stream().filter(jobs::requeue).toList()));
            if (!queued.isEmpty()) {
                control.enqueueAgain(
                        page.stream().filter(job -> queued.contains(job.id)).toList());
            }
            return queued.size();
        });
    }

    private static List<UUID> ids(List<JobEntity> page) {
        return page.stream().map(job -> job.id).toList();
    }

    @FunctionalInterface
    private interface PageChange {
        /** @return how many of the page's jobs were changed */
        int apply(List<JobEntity> page);
    }

    private Outcome byPage(Order order, PageChange change) {
        long deadline = System.nanoTime() + order.atMost().toNanos();
        long matched = 0;
        long changed = 0;
        UUID before = order.before();
        while (true) {
            List<JobEntity> page = inReach.list(order.reach(), MemberAccess.WRITE, order.filter(), before, PAGE);
            matched += page.size();
            changed += page.isEmpty() ? 0 : change.apply(page);
            if (page.size() < PAGE) {
                return new Outcome(matched, changed, true, null);
            }
            before = page.getLast().id;
            if (System.nanoTime() - deadline >= 0) {
                return new Outcome(matched, changed, false, PageCursor.behind(before));
            }
        }
    }

    /** Changes the jobs of a page in one transaction. */
    private static List<UUID> change(List<UUID> ids, UnaryOperator<List<UUID>> change) {
        return QuarkusTransaction.requiringNew().call(() -> change.apply(ids));
    }
}
