package io.ragline.cli.ingest.files;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which files are meant. What a person names goes first: a file or folder that is named itself is never left out unasked.
 */
public final class FilePatterns {

    /** What is left out unless told otherwise: hidden files, what tools make, lock files of Office. */
    static final List<String> LEFT_OUT = List.of(
            ".*",
            "node_modules/",
            "target/",
            "__pycache__/",
            "System Volume Information/",
            "$RECYCLE.BIN/",
            "~$*",
            "Thumbs.db",
            "desktop.ini");

    private final List<Glob> include;
    private final List<Glob> exclude;
    private final List<Glob> leftOut;

    /** @param include patterns, one of which a file must match; all files if empty */
    public FilePatterns(List<String> include, List<String> exclude, boolean leaveOut) {
        this.include = globs(include.stream());
        this.exclude = globs(exclude.stream());
        this.leftOut = leaveOut ? globs(LEFT_OUT.stream()) : List.of();
    }

    private static List<Glob> globs(Stream<String> texts) {
        return texts.map(Glob::of).toList();
    }

    boolean meansNamedFile(String path) {
        return exclude.stream().noneMatch(glob -> glob.matchesFile(path))
                && (include.isEmpty() || include.stream().anyMatch(glob -> glob.matchesFile(path)));
    }

    boolean meansFile(String path) {
        return leftOut.stream().noneMatch(glob -> glob.matchesFile(path)) && meansNamedFile(path);
    }

    /** Whether to look into a folder. */
    boolean meansFolder(String path) {
        return Stream.concat(leftOut.stream(), exclude.stream()).noneMatch(glob -> glob.matchesFolder(path));
    }
}
