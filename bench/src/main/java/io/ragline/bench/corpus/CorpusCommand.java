package io.ragline.bench.corpus;

import io.ragline.worker.extract.ExtractionLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has every file of some folders read, and tells what became of each. */
@Command(
        name = "corpus",
        mixinStandardHelpOptions = true,
        description = "Reads every file of some folders as a worker does, and tells what became of each.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:each file succeeded or failed with a code that says why",
            "1:one hung, or failed with a code that says nothing, or a worker fell over"
        })
public final class CorpusCommand implements Callable<Integer> {
    private static final int FELL_OVER = 1;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Folders of files, with all below them")
    @SuppressWarnings("NullAway.Init") // picocli fills it
    private List<Path> folders;

    @Option(
            names = "--through-stack",
            description =
                    "Upload them to a Ragline of its own, with API, worker, Redis and PostgreSQL (else: extraction"
                            + " processes alone)")
    private boolean throughStack;

    @Option(names = "--parallel", defaultValue = "2", description = "Files at the same time (${DEFAULT-VALUE})")
    private int parallel;

    @Option(
            names = "--heap",
            defaultValue = "512",
            paramLabel = "MB",
            description = "Heap of an extraction process (${DEFAULT-VALUE}); not with --through-stack")
    private int heap;

    @Option(names = "--each", description = "A line for each file")
    private boolean each;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new ParameterException(spec.commandLine(), "%s is no folder".formatted(folder));
            }
        }
        Path scratch = Files.createTempDirectory("ragline-corpus-");
        try (FileReader reader = reader(scratch)) {
            Map<Path, List<FileOutcome>> outcomes = new LinkedHashMap<>();
            for (Path folder : folders) {
                outcomes.put(folder.toRealPath(), read(folder.toRealPath(), reader, out));
            }
            new OutcomeReport(outcomes).lines().forEach(out::println);
            out.printf("%n%s%n", reader.processes());
            boolean fellOver = outcomes.values().stream().flatMap(List::stream).anyMatch(FileOutcome::isUnacceptable);
            return fellOver ? FELL_OVER : 0;
        } finally {
            delete(scratch);
        }
    }

    private FileReader reader(Path scratch) throws Exception {
        if (throughStack) {
            Path project = Path.of(System.getProperty("ragline.project", "")).toAbsolutePath();
            return new StackReader(project, scratch);
        }
        ExtractionLimits usual = ExtractionLimits.DEFAULT;
        return new PoolReader(
                new ExtractionLimits(
                        heap, Duration.ofMinutes(5), usual.pageTime(), usual.maxPages(), usual.maxPageBytes()),
                parallel);
    }

    private List<FileOutcome> read(Path folder, FileReader reader, PrintWriter out) throws Exception {
        List<FileOutcome> outcomes = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(parallel)) {
            List<Future<FileOutcome>> running = new ArrayList<>();
            for (Path file : filesBelow(folder)) {
                running.add(threads.submit(() -> reader.read(file)));
            }
            for (Future<FileOutcome> future : running) {
                FileOutcome outcome = future.get();
                outcomes.add(outcome);
                if (each) {
                    out.printf(
                            "%s\t%s\t%d ms\t%s%n",
                            folder.relativize(outcome.file()), outcome.inWords(), outcome.millis(), outcome.detail());
                    out.flush();
                }
            }
        }
        return outcomes;
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        }
    }
}
