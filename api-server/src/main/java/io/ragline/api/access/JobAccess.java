package io.ragline.api.access;

import io.ragline.catalog.CollectionMemberRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobsInReach;
import io.ragline.catalog.MemberAccess;
import io.ragline.catalog.Reach;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobKind;
import io.ragline.model.RaglineException;
import io.ragline.model.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Who may see and control which job: whoever may read, or write, all collections that it names. */
@ApplicationScoped
public class JobAccess {
    private final JobsInReach jobs;
    private final CollectionMemberRepository members;
    private final Caller caller;

    JobAccess(JobsInReach jobs, CollectionMemberRepository members, Caller caller) {
        this.jobs = jobs;
        this.members = members;
        this.caller = caller;
    }

    /**
     * The job.
     *
     * @throws RaglineException {@code JOB_NOT_FOUND} also if it is none of the caller's
     */
    public JobEntity toRead(UUID id) {
        return jobs.one(caller.reach(), id);
    }

    /**
     * The job, which is to be cancelled or to run again. A question whoever asked it may; one of others, writers; other jobs, whoever may
     * change the collections that they name.
     *
     * @throws RaglineException {@code JOB_NOT_FOUND} also if it is none of the caller's; {@code FORBIDDEN} if the caller may only see it
     */
    public JobEntity toControl(UUID id) {
        JobEntity job = toRead(id);
        if (!mayControl(job)) {
            throw new RaglineException(
                    ErrorCode.FORBIDDEN,
                    "This key may see this job, but not cancel it or let it run again: readers may only with questions of their own.");
        }
        return job;
    }

    private boolean mayControl(JobEntity job) {
        Reach reach = caller.reach();
        boolean writer = caller.role().compareTo(Role.WRITER) >= 0;
        if (job.kind == JobKind.ANSWER_QUERY) {
            return writer || job.keyId != null && job.keyId.equals(reach.keyId());
        }
        return reach.whole() || writer && members.reaches(reach, List.of(job.collections), MemberAccess.WRITE);
    }
}
