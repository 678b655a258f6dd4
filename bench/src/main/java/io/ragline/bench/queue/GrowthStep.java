package io.ragline.bench.queue;

import java.util.Optional;

/**
 * What a job costs while a number of others is stored.
 *
 * @param noOp jobs a second from the first finished to the last
 * @param pickUp none where workers poll, because then it says nothing of the store
 * @param bytesPerStored memory of Redis, disk of PostgreSQL, for each stored job
 */
record GrowthStep(int stored, double enqueueMicros, double noOp, Optional<Waits> pickUp, double bytesPerStored) {}
