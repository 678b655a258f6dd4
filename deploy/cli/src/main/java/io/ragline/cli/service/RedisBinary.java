package io.ragline.cli.service;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Finds a Redis server that runs on this machine: the one shipped as a Maven library, else one on the PATH. */
final class RedisBinary {

    // Valkey, which answers as itself, can do all that Redis 6.2 can
    private static final Pattern VERSION = Pattern.compile("(?:Redis|Valkey) server v=(\\d+)\\.(\\d+)");

    private static final int MAX_TRIES = 40;

    private final Path folder;
    private final String searchPath;

    RedisBinary(Path folder, String searchPath) {
        this.folder = folder;
        this.searchPath = searchPath;
    }

    Path find() {
        List<String> refused = new ArrayList<>();
        for (Path candidate : candidates(refused)) {
            String answer = version(candidate);
            if (isGoodEnough(answer)) {
                return candidate;
            }
            refused.add(candidate + ": " + answer);
        }
        throw new ServiceException("""
                No Redis server runs on this machine (%s). Install Redis 6.2 or newer so that redis-server is on the \
                PATH (the shipped one needs OpenSSL 3), or name a running one with RAGLINE_REDIS_URL.""".formatted(String.join("; ", refused)));
    }

    private static boolean isGoodEnough(String answer) {
        Matcher matcher = VERSION.matcher(answer);
        if (!matcher.lookingAt()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        int minor = Integer.parseInt(matcher.group(2));
        return major > 6 || (major == 6 && minor >= 2);
    }

    private List<Path> candidates(List<String> refused) {
        List<Path> found = new ArrayList<>();
        try {
            found.add(shipped());
        } catch (IOException | RuntimeException e) {
            refused.add("none is shipped for this system: " + e.getMessage());
        }
        Stream.of(searchPath.split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .flatMap(entry -> Stream.of(Path.of(entry, "redis-server"), Path.of(entry, "valkey-server")))
                .filter(Files::isExecutable)
                .forEach(found::add);
        return found;
    }

    private Path shipped() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> present = Files.list(folder)) {
            var unpacked = present.filter(file -> file.getFileName().toString().startsWith("redis-server-"))
                    .filter(Files::isExecutable)
                    .findFirst();
            if (unpacked.isPresent()) {
                return unpacked.get();
            }
        }
        return unpack();
    }

    private Path unpack() throws IOException {
        // The library deletes what it unpacked when this process ends, so a copy of it is kept
        Path scratch = Files.createTempDirectory(folder, "unpack");
        Path unpacked = ExecutableProvider.newJarResourceProvider(scratch.toFile())
                .get()
                .toPath();
        Path kept = folder.resolve(unpacked.getFileName().toString());
        Files.move(unpacked, kept);
        Files.delete(scratch);
        return kept;
    }

    private static String version(Path binary) {
        try {
            Process process = start(new ProcessBuilder(binary.toString(), "--version").redirectErrorStream(true));
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "does not answer";
            }
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("exit code " + process.exitValue());
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /**
     * A file that was just written is busy for a moment when another thread forks at the same time, since the fork has it open
     * until it becomes another program.
     */
    private static Process start(ProcessBuilder builder) throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return builder.start();
            } catch (IOException e) {
                if (tries == MAX_TRIES || !String.valueOf(e.getMessage()).contains("Text file busy")) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }
}
