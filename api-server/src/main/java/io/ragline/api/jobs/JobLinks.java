package io.ragline.api.jobs;

import java.util.UUID;

/**
 * Where to ask about a job: {@code self} for how far it is, {@code result} for what a question came to, {@code events} to be
 * told what happens to it.
 */
public record JobLinks(String self, String result, String events) {
    public static JobLinks of(UUID jobId) {
        String self = "/api/v1/jobs/" + jobId;
        return new JobLinks(self, "/api/v1/result/" + jobId, self + "/events");
    }
}
