package io.ragline.api.jobs;

import java.util.UUID;

/** Where to ask about a job: {@code self} for how far it is, {@code result} for what a question came to. */
public record JobLinks(String self, String result) {
    public static JobLinks of(UUID jobId) {
        return new JobLinks("/api/v1/jobs/" + jobId, "/api/v1/result/" + jobId);
    }
}
