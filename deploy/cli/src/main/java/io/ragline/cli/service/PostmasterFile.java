package io.ragline.cli.service;

import io.ragline.cli.process.ProcessIdentity;
import io.ragline.cli.process.StopPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code postmaster.pid}, by which PostgreSQL keeps two servers off one data folder. It stays behind when a server is
 * killed, and PostgreSQL then refuses to start if anything else has been given that process id since.
 */
final class PostmasterFile {

    private final Path file;

    PostmasterFile(Path dataFolder) {
        this.file = dataFolder.resolve("postmaster.pid");
    }

    /**
     * Stops a server left over from an earlier run, and removes the file when its process id was recycled. The caller
     * holds the lock of the home folder, so nobody else's server can be meant.
     */
    void clear(StopPlan stop) {
        try {
            if (!Files.exists(file)) {
                return;
            }
            List<String> lines = Files.readAllLines(file);
            long pid = Long.parseLong(lines.get(0).strip());
            long startedAtSeconds = Long.parseLong(lines.get(2).strip());
            ProcessIdentity server = new ProcessIdentity(pid, startedAtSeconds * 1000);
            if (server.isAlive()) {
                stop.stop(server);
            }
            Files.deleteIfExists(file);
        } catch (IOException | RuntimeException e) {
            // Unreadable or half written: PostgreSQL decides itself, and says in its log what it finds
            return;
        }
    }
}
