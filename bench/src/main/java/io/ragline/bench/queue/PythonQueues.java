package io.ragline.bench.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures RQ and Celery by small scripts that drive them, each on a Redis that runs like Ragline's. */
final class PythonQueues {
    private static final List<String> SCRIPTS = List.of(
            "drive_queue.py",
            "worker_processes.py",
            "rq_queue.py",
            "rq_jobs.py",
            "rq_worker.py",
            "celery_queue.py",
            "celery_jobs.py");
    private static final int PAUSE_MS = 20;
    private static final int SECONDS_TO_STOP = 2;

    private final String python;
    private final int rounds;
    private final int pickUps;

    PythonQueues(String python, int rounds, int pickUps) {
        this.python = python;
        this.rounds = rounds;
        this.pickUps = pickUps;
    }

    /**
     * Measures each way to run a system; none, and a word on how to get it, where it is not installed.
     *
     * @param jobs of a round, of which slower ways get a share
     */
    List<Finding> measure(Cleanup cleanup, QueueSystem system, int jobs) throws IOException, InterruptedException {
        if (!isInstalled(system)) {
            Progress.say(
                    "%s is left out: %s has no module of that name; apt-get install python3-%s would add it",
                    system, python, system);
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        for (PythonSystem way : PythonSystem.of(system)) {
            Progress.say("%s: starting a Redis", way.driver());
            try (Cleanup part = cleanup.part()) {
                findings.add(drive(part, way, jobs / way.share()));
            }
        }
        return findings;
    }

    private boolean isInstalled(QueueSystem system) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(python, "-c", "import redis, " + system)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Finding drive(Cleanup cleanup, PythonSystem system, int jobs) throws IOException, InterruptedException {
        Path folder = unpackScripts(cleanup.folder("python"));
        Path errors = folder.resolve("errors.txt");
        BenchRedis redis = cleanup.add(new BenchRedis(cleanup.folder("redis")));
        Process driver = start(folder, errors, redis, system, jobs);
        cleanup.add(() -> stop(driver));
        DriverOutput output = read(driver);
        if (driver.waitFor() != 0) {
            throw new IllegalStateException(system.driver() + " could not be measured:\n" + Files.readString(errors));
        }
        return output.finding(jobs);
    }

    private static Path unpackScripts(Path folder) throws IOException {
        for (String script : SCRIPTS) {
            try (InputStream source = PythonQueues.class.getResourceAsStream(script)) {
                if (source == null) {
                    throw new IllegalStateException(script + " is missing from the jar");
                }
                Files.copy(source, folder.resolve(script));
            }
        }
        return folder;
    }

    private Process start(Path folder, Path errors, BenchRedis redis, PythonSystem system, int jobs)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(python, "drive_queue.py", system.driver()));
        int processes = Runtime.getRuntime().availableProcessors();
        for (int argument : new int[] {redis.port(), jobs, rounds, pickUps, PAUSE_MS, processes}) {
            command.add(Integer.toString(argument));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(errors.toFile());
        builder.environment()
                .putAll(Map.of("BENCH_REDIS_PORT", Integer.toString(redis.port()), "PYTHONDONTWRITEBYTECODE", "1"));
        return builder.start();
    }

    private static DriverOutput read(Process driver) throws IOException {
        DriverOutput output = new DriverOutput();
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        }
        return output;
    }

    /** Its workers too: they are processes that would go on without it. */
    private static void stop(Process driver) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(driver.descendants().toList());
        all.add(driver.toHandle());
        all.forEach(ProcessHandle::destroy);
        driver.waitFor(SECONDS_TO_STOP, TimeUnit.SECONDS);
        all.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }
}
