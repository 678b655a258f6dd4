package io.ragline.cli.ingest.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Finds the files in folders, in the order of their names. Links are followed when everything else was seen, and each folder
 * is seen once, so a circle of links ends and what has a name of its own goes by that name.
 */
public final class FileWalk {

    // Java puts it where a name's bytes are no characters; such a file could not be told from another
    private static final char UNREADABLE_CHARACTER = '\uFFFD';

    private static final int LONGEST_ID = 500;

    private final FilePatterns patterns;
    private final String prefix;
    private final Map<String, FoundFile> found = new LinkedHashMap<>();
    private final List<UnusableFile> unusable = new ArrayList<>();
    private final Set<Path> folders = new HashSet<>();
    private final List<Link> links = new ArrayList<>();

    /**
     * What a walk found.
     *
     * @param unusable what is meant but can't be read
     */
    public record Walked(List<FoundFile> files, List<UnusableFile> unusable) {
        public Walked {
            files = List.copyOf(files);
            unusable = List.copyOf(unusable);
        }

        public long bytes() {
            return files.stream().mapToLong(FoundFile::size).sum();
        }
    }

    /** Two files would be known by the same id, as versions of one document. */
    public static final class SameIdException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        SameIdException(FoundFile first, FoundFile second) {
            super("%s and %s would both be known as %s, as versions of one document."
                    .formatted(first.path(), second.path(), first.id()));
        }
    }

    private record Link(Path path, String relative) {}

    /** @param prefix before the id of each file; may be empty */
    public FileWalk(FilePatterns patterns, String prefix) {
        this.patterns = patterns;
        this.prefix = prefix;
    }

    /**
     * Walks through folders and files.
     *
     * @throws SameIdException if files of two of them would go by the same id
     */
    public Walked walk(List<Path> roots) {
        for (Path root : new LinkedHashSet<>(roots)) {
            start(root);
        }
        return new Walked(List.copyOf(found.values()), unusable);
    }

    private void start(Path root) {
        BasicFileAttributes attributes;
        try {
            attributes = Files.readAttributes(root, BasicFileAttributes.class);
        } catch (IOException e) {
            unusable.add(new UnusableFile(root.toString(), why(e)));
            return;
        }
        if (attributes.isDirectory()) {
            links.clear();
            folders.clear();
            folder(root, "");
            followLinks();
        } else {
            String name = root.toAbsolutePath().normalize().getFileName().toString();
            if (patterns.meansNamedFile(name)) {
                file(root, name, attributes);
            }
        }
    }

    private void folder(Path folder, String relative) {
        List<Path> entries = new ArrayList<>();
        try {
            if (!folders.add(folder.toRealPath())) {
                return;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                stream.forEach(entries::add);
            }
        } catch (IOException e) {
            unusable.add(new UnusableFile(folder + "/", why(e)));
            return;
        } catch (DirectoryIteratorException e) {
            unusable.add(new UnusableFile(folder + "/", why(Objects.requireNonNull(e.getCause()))));
        }
        entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
        for (Path entry : entries) {
            String name = entry.getFileName().toString();
            visit(entry, relative.isEmpty() ? name : relative + "/" + name);
        }
    }

    private void visit(Path entry, String relative) {
        try {
            var attributes = Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                links.add(new Link(entry, relative));
            } else {
                visit(entry, relative, attributes);
            }
        } catch (IOException e) {
            unusable.add(new UnusableFile(entry.toString(), why(e)));
        }
    }

    private void visit(Path entry, String relative, BasicFileAttributes attributes) {
        if (attributes.isDirectory()) {
            if (patterns.meansFolder(relative)) {
                folder(entry, relative);
            }
        } else if (patterns.meansFile(relative)) {
            file(entry, relative, attributes);
        }
    }

    /** Links found while links are followed come last in the list. */
    private void followLinks() {
        Set<Path> seen = links.isEmpty() ? Set.of() : realPaths();
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            try {
                var attributes = Files.readAttributes(link.path(), BasicFileAttributes.class);
                if (attributes.isDirectory() || !seen.contains(link.path().toRealPath())) {
                    visit(link.path(), link.relative(), attributes);
                }
            } catch (IOException e) {
                if (patterns.meansFile(link.relative())) {
                    unusable.add(new UnusableFile(link.path().toString(), "it is a link that leads nowhere"));
                }
            }
        }
    }

    private Set<Path> realPaths() {
        Set<Path> paths = new HashSet<>();
        for (FoundFile file : found.values()) {
            try {
                paths.add(file.path().toRealPath());
            } catch (IOException e) {
                // it went away since; sending it will tell
                continue;
            }
        }
        return paths;
    }

    private void file(Path path, String relative, BasicFileAttributes attributes) {
        if (!attributes.isRegularFile()) {
            return; // a pipe or a device: reading it may never end
        }
        String id = (prefix + relative).strip(); // as the server does
        if (relative.indexOf(UNREADABLE_CHARACTER) >= 0) {
            unusable.add(new UnusableFile(
                    path.toString(),
                    "its name is not text in this system's character set: rename it, or set LC_ALL=C.UTF-8"));
        } else if (!Files.isReadable(path)) {
            unusable.add(new UnusableFile(path.toString(), "this user may not read it"));
        } else if (!canBeId(id)) {
            unusable.add(new UnusableFile(
                    path.toString(),
                    "its path has more than %d characters, or control characters, which an externalId can't have"
                            .formatted(LONGEST_ID)));
        } else {
            FoundFile file = new FoundFile(path, id, attributes.size());
            FoundFile same = found.putIfAbsent(file.id(), file);
            if (same != null && !same.path().equals(path)) {
                throw new SameIdException(same, file);
            }
        }
    }

    /** Whether the server takes a text for the id of a document. */
    public static boolean canBeId(String text) {
        return !text.isBlank() && text.length() <= LONGEST_ID && text.chars().noneMatch(Character::isISOControl);
    }

    private static String why(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "it does not exist";
            case AccessDeniedException denied -> "this user may not read it";
            default -> "it can't be read: " + e.getMessage();
        };
    }
}
