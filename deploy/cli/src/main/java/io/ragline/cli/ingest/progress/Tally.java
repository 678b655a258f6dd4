package io.ragline.cli.ingest.progress;

/**
 * How many files came to which end, of all that are meant.
 *
 * @param all also those that have not come to an end yet
 * @param indexed by this run
 * @param there before this run
 * @param queued and not waited for
 * @param onServer uploaded and not at their end yet
 */
public record Tally(int all, int indexed, int there, int queued, int failed, int onServer) {

    public int done() {
        return indexed + there + queued + failed;
    }

    /** Those that were not uploaded yet. */
    public int missing() {
        return all - done() - onServer;
    }
}
