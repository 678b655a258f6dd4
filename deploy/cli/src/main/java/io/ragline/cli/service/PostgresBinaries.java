package io.ragline.cli.service;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the PostgreSQL that is shipped as a Maven library for this machine. */
final class PostgresBinaries {

    private final Path folder;

    PostgresBinaries(Path binaries) {
        this.folder = binaries.resolve("postgres-" + PostgresService.MAJOR_VERSION);
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Unpacks beside the final place and moves it there, so that half of it is never taken for the whole. */
    void unpackOnce() {
        if (Files.isExecutable(program("postgres"))) {
            return;
        }
        try {
            Path scratch = folder.resolveSibling(folder.getFileName() + ".unpacking");
            Folders.delete(scratch);
            Files.createDirectories(scratch);
            try (InputStream packed = new BufferedInputStream(archive());
                    var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
                unpack(tar, scratch);
            }
            Folders.delete(folder);
            Files.move(scratch, folder);
        } catch (IOException e) {
            throw new ServiceException(
                    "PostgreSQL cannot be unpacked into %s: %s. Is the disk full?".formatted(folder, e), e);
        }
    }

    private static InputStream archive() {
        String system = system();
        String machine = ArchUtils.normalize(System.getProperty("os.arch", ""));
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        } catch (IOException | RuntimeException e) {
            throw new ServiceException(
                    "No PostgreSQL is shipped for %s on %s. Name a running one with RAGLINE_DB_URL, RAGLINE_DB_USERNAME and RAGLINE_DB_PASSWORD."
                            .formatted(system, machine),
                    e);
        }
    }

    private static void unpack(TarArchiveInputStream tar, Path into) throws IOException {
        TarArchiveEntry entry;
        while ((entry = tar.getNextEntry()) != null) {
            Path target = into.resolve(entry.getName()).normalize();
            if (!target.startsWith(into)) {
                throw new IOException("The archive names a file outside of itself: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
                continue;
            }
            Files.createDirectories(target.resolveSibling("."));
            if (entry.isSymbolicLink()) {
                Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            } else if (entry.isLink()) {
                Files.createLink(target, into.resolve(entry.getLinkName()).normalize());
            } else {
                Files.copy(tar, target);
                boolean executable = (entry.getMode() & 0100) != 0;
                Files.setPosixFilePermissions(
                        target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
            }
        }
    }

    // The names by which the library's jars hold their archives
    private static String system() {
        String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return "Darwin";
        }
        return name.startsWith("linux") ? "Linux" : name;
    }
}
