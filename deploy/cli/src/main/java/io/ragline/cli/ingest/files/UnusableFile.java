package io.ragline.cli.ingest.files;

/**
 * A file or folder that is meant but can't be used.
 *
 * @param name as the person at the terminal knows it
 * @param why as part of a sentence: the name, a colon, this
 */
public record UnusableFile(String name, String why) {}
