package io.ragline.worker.lane;

/** Why a run is to stop before its work is done. */
enum StopReason {
    /** The job was cancelled, or another attempt took over: what this run does counts no more. */
    COUNTS_NO_MORE,
    /** The worker stops; another is to do the job. */
    WORKER_STOPS
}
