package io.ragline.cli.ingest.files;

import java.nio.file.Path;

/**
 * A file that is meant.
 *
 * @param id by which the collection knows it: its path from the folder that was given, with {@code /} between the names
 * @param size in bytes, when it was found
 */
public record FoundFile(Path path, String id, long size) {}
