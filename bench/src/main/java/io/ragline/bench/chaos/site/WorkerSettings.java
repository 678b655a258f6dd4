package io.ragline.bench.chaos.site;

import java.util.Map;

/** How the workers of the scenarios are set. */
public final class WorkerSettings {
    /** Jobs that one worker runs at once. */
    public static final int QUESTIONS_AT_ONCE = 4;

    public static final int UPLOADS_AT_ONCE = 2;

    /** How long a worker lets jobs go on when it is asked to stop. */
    public static final int DRAIN_SECONDS = 3;

    /** A server that was silent for so long is dead to the others: polls that it may miss, and one more to be sure. */
    public static final int LEASE_SECONDS = 5;

    static final Map<String, String> FOR_CHAOS = Map.of(
            "RAGLINE_WORKER_LANES",
            "query:%d,ingest:%d".formatted(QUESTIONS_AT_ONCE, UPLOADS_AT_ONCE),
            "RAGLINE_WORKER_DRAIN",
            DRAIN_SECONDS + "s",
            "RAGLINE_WORKER_RECONCILE_EVERY",
            "2s",
            "RAGLINE_WORKER_RECONCILE_GRACE",
            "3s");

    private WorkerSettings() {}
}
