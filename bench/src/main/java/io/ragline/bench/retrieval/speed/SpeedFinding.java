package io.ragline.bench.retrieval.speed;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of a collection.
 *
 * @param indexing null if the index was there already
 * @param bytes of the index on disk
 * @param coldStart from opening to the first answer, in a new process
 * @param heap bytes that are in use with the index open, after a collection
 * @param recall of the 100 nearest, by selection
 * @param writeRates chunks written in a second, by what the index did meanwhile
 */
record SpeedFinding(
        int chunks,
        Indexing.@Nullable Times indexing,
        long bytes,
        Duration coldStart,
        long heap,
        Map<Selection, Double> recall,
        Map<String, Double> writeRates,
        Timings timings) {}
