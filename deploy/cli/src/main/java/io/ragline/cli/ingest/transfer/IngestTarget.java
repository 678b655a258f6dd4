package io.ragline.cli.ingest.transfer;

import java.util.Map;

/**
 * Where files go and how.
 *
 * @param parallel how many requests may be sent at once
 * @param metadata of each file
 * @param waits whether their jobs are waited for
 */
public record IngestTarget(String collection, int parallel, Map<String, String> metadata, boolean waits) {
    public IngestTarget {
        if (parallel < 1) {
            throw new IllegalArgumentException("At least one request is sent at once, not " + parallel);
        }
        metadata = Map.copyOf(metadata);
    }
}
