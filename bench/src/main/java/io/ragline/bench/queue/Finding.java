package io.ragline.bench.queue;

/**
 * What was measured of one queue.
 *
 * @param system name and version
 * @param setup how it was run
 * @param jobs of a round
 * @param bulk jobs enqueued a second, in bulk while no worker runs
 * @param noOp jobs a second from the first finished to the last
 * @param pickUp from enqueuing to the start of the handler, on an idle queue
 */
record Finding(String system, String setup, int jobs, Rates bulk, Rates noOp, Waits pickUp) {}
