package io.ragline.cli.service;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The data folder, {@code RAGLINE_HOME}: everything that one Ragline keeps on this machine. */
public record HomeFolder(Path path) {

    private static final long LEAST_FREE_BYTES = 300L * 1024 * 1024;

    public HomeFolder {
        path = path.toAbsolutePath().normalize();
    }

    public Path binaries() {
        return path.resolve("bin");
    }

    public Path redis() {
        return path.resolve("redis");
    }

    public Path postgres() {
        return path.resolve("postgres");
    }

    /** What is true only while Ragline runs: the lock, who runs, generated configuration. */
    public Path run() {
        return path.resolve("run");
    }

    public Path logs() {
        return path.resolve("logs");
    }

    public Path log(Service service) {
        return log(service.id());
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    /**
     * Makes the folders and sees that they can be written.
     *
     * @throws ServiceException with what to do when not
     */
    public void prepare() {
        try {
            for (Path folder : new Path[] {path, run(), logs()}) {
                Files.createDirectories(folder);
            }
            Path probe = Files.createTempFile(run(), "write-check", null);
            Files.write(probe, new byte[4096]);
            Files.delete(probe);
        } catch (IOException e) {
            throw new ServiceException(
                    "The data folder %s cannot be written (%s). Make it writable, or name another with RAGLINE_HOME."
                            .formatted(path, words(e)),
                    e);
        }
        checkSpace();
    }

    private static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file, not a folder";
            default -> e.toString();
        };
    }

    private void checkSpace() {
        long free;
        try {
            free = Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            return; // Some file systems do not tell; then the services report a full disk themselves
        }
        if (free < LEAST_FREE_BYTES) {
            throw new ServiceException(
                    "Only %d MB are free on the disk of %s; Ragline needs at least %d MB. Make room, or name a folder on another disk with RAGLINE_HOME."
                            .formatted(free >> 20, path, LEAST_FREE_BYTES >> 20));
        }
    }
}
