package io.ragline.jobrunr.redis;

import java.util.UUID;

/** A job that waits no more and does not yet run; its json is empty when Redis lost the job itself. */
record ReservedJob(UUID id, String json) {}
