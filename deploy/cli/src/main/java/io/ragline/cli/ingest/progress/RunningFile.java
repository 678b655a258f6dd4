package io.ragline.cli.ingest.progress;

/**
 * A file that something is being done with.
 *
 * @param name its id
 * @param stage what is being done
 * @param percent of that, 0 to 100
 * @param done of {@code total} units of the stage, such as pages; both 0 if there are none
 */
public record RunningFile(String name, String stage, int percent, int done, int total) {}
