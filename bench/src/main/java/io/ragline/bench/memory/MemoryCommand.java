package io.ragline.bench.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import io.ragline.bench.chaos.site.Wait;
import io.ragline.bench.corpus.Uploads;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Uploads a long document to a Ragline of its own, whose worker and extraction process have a small heap. */
@Command(
        name = "memory",
        mixinStandardHelpOptions = true,
        description =
                "Measures the memory that reading and indexing a long document takes, in the product's own worker.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the document was read", "1:it was not"})
public final class MemoryCommand implements Callable<Integer> {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "rejected");
    private static final int NOT_READ = 1;
    private static final double MEGABYTE = 1 << 20;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Option(names = "--pages", defaultValue = "1000", description = "Of the document (${DEFAULT-VALUE})")
    private int pages;

    @Option(
            names = "--heap",
            defaultValue = "512",
            paramLabel = "MB",
            description = "Heap of the worker, and of the extraction process (${DEFAULT-VALUE})")
    private int heap;

    @Option(names = "--ocr", description = "Let the worker recognise text in pictures, if it can")
    private boolean ocr;

    @Option(names = "--seed", defaultValue = "7", description = "Of the document (${DEFAULT-VALUE})")
    private long seed;

    @Override
    public Integer call() throws Exception {
        Path scratch = Files.createTempDirectory("ragline-memory-");
        try {
            return measure(scratch, spec.commandLine().getOut());
        } finally {
            delete(scratch);
        }
    }

    private int measure(Path scratch, PrintWriter out) throws Exception {
        Path file = scratch.resolve("long.pdf");
        new LongDocument(seed).write(pages, file);
        out.printf("A PDF of %,d pages and %.1f MB is made.%n", pages, Files.size(file) / MEGABYTE);
        out.flush();
        Path project = Path.of(System.getProperty("ragline.project", "")).toAbsolutePath();
        try (Site site = new Site(project, scratch.resolve("data"), scratch.resolve("logs"));
                JavaApp worker = site.startRealWorker(heap + "m", settings())) {
            return measure(file, new Uploads(site.api().url()), worker, out);
        }
    }

    private Map<String, String> settings() {
        return Map.of(
                "RAGLINE_EXTRACTION_HEAP_MEGABYTES",
                Integer.toString(heap),
                "RAGLINE_OCR_ENABLED",
                ocr ? "auto" : "off");
    }

    private int measure(Path file, Uploads uploads, JavaApp worker, PrintWriter out) throws Exception {
        try (PeakMemory peak = new PeakMemory(worker.pid())) {
            JsonNode accepted = uploads.send(file).path("documents").path(0);
            String job = "/api/v1/jobs/" + accepted.path("jobId").asText();
            Wait.require(
                    "the document is read",
                    Duration.ofHours(1),
                    () -> ENDED.contains(uploads.get(job).path("status").asText()));
            JsonNode ended = uploads.get(job);
            JsonNode version = uploads.get(
                            "/api/v1/documents/" + accepted.path("documentId").asText())
                    .path("versions")
                    .path(0);
            out.println("| pages | MB | ended | chunks | read in | worker, peak MB resident | extraction process |");
            out.println("| --- | --- | --- | --- | --- | --- | --- |");
            out.printf(
                    "| %,d | %.1f | %s | %,d | %.1f s | %,d (heap %d) | %,d (heap %d) |%n",
                    pages,
                    Files.size(file) / MEGABYTE,
                    ended.path("status").asText()
                            + ended.path("error").path("code").asText(),
                    version.path("chunks").asInt(),
                    version.path("stages").path("extract").asLong() / 1_000.0,
                    peak.own(),
                    heap,
                    peak.largestChild(),
                    heap);
            return "succeeded".equals(ended.path("status").asText()) ? 0 : NOT_READ;
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
