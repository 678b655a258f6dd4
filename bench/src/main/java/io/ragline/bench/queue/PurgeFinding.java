package io.ragline.bench.queue;

/**
 * What others felt while ended jobs were purged.
 *
 * @param how the jobs were purged
 * @param jobs that were purged
 * @param ping of a client that only asks whether Redis is there
 * @param pickUp from enqueuing to the start of the handler
 * @param scripts how long single commands took, mostly scripts, by Redis' own slow log
 * @param stall the longest time that Redis stood still for something else
 */
record PurgeFinding(String how, long jobs, double seconds, Waits ping, Waits pickUp, Waits scripts, Stall stall) {}
