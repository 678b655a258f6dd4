package io.ragline.bench.retrieval.speed;

import io.ragline.bench.retrieval.Folders;
import io.ragline.bench.retrieval.Latencies;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the speed of the embedded index and of everything between a question's vector and its passages. */
@Command(
        name = "retrieval",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how fast chunks are indexed and found, in collections that are made up: vectors of 384"
                    + " dimensions in 1,000 clusters, texts of about 180 words by Zipf's law.",
            "Run it with the memory that a worker would have: RAGLINE_BENCH_JAVA_OPTS=-Xmx1g ./ragline bench retrieval"
        })
public final class SpeedCommand implements Callable<Integer> {
    /** What the retriever asks each search for. */
    private static final int CANDIDATES = 300;

    /** The most that langchain4j's store is tried with: it needs about 2 kB of heap for each. */
    private static final int MOST_IN_MEMORY = 100_000;

    @Option(
            names = "--chunks",
            split = ",",
            paramLabel = "N",
            description = "Sizes of collections (default: ${DEFAULT-VALUE}).",
            defaultValue = "100000,1000000")
    private List<Integer> sizes = List.of();

    @Option(names = "--questions", paramLabel = "N", description = "Questions in a round (default: ${DEFAULT-VALUE}).")
    private int questions = 200;

    @Option(
            names = "--recall-questions",
            paramLabel = "N",
            description = "Questions that are compared with the true neighbours (default: ${DEFAULT-VALUE}).")
    private int recallQuestions = 50;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds, of which the median counts (default: ${DEFAULT-VALUE}).")
    private int rounds = 3;

    @Option(
            names = "--write-rates",
            split = ",",
            paramLabel = "N",
            description = "Chunks written in a second while searches are measured; 0 for as many as the index takes"
                    + " (default: ${DEFAULT-VALUE}).",
            defaultValue = "200,0")
    private List<Integer> writeRates = List.of();

    @Option(names = "--seed", paramLabel = "N", description = "Of all that is made up (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "Where the indexes are kept, and found again by the next run.")
    private @Nullable Path work;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SpeedPlan plan = new SpeedPlan(seed, questions, recallQuestions, rounds, writeRates);
        Path place = work != null ? work : Files.createTempDirectory("ragline-retrieval");
        List<SpeedFinding> findings = new ArrayList<>();
        try {
            for (int size : sizes) {
                findings.add(new SpeedRun(plan, size, place.resolve(Integer.toString(size)), this::progress).measure());
            }
        } finally {
            if (work == null) {
                Folders.delete(place);
            }
        }
        print(SpeedReport.costs(findings));
        findings.forEach(finding -> {
            print(SpeedReport.times(finding));
            finding.writeRates().forEach((how, rate) -> print("%s: %,.0f chunks/s\n".formatted(how, rate)));
        });
        int inMemory = sizes.stream().mapToInt(size -> size).min().orElse(0);
        if (inMemory <= MOST_IN_MEMORY) {
            print(compare(plan, inMemory));
        }
        return 0;
    }

    private String compare(SpeedPlan plan, int chunks) {
        progress("langchain4j's store");
        SyntheticCollection collection = new SyntheticCollection(plan.seed());
        List<Question> some = IntStream.range(0, plan.questions())
                .mapToObj(collection::question)
                .toList();
        InMemoryStore store = new InMemoryStore();
        Duration adding = store.add(collection, chunks);
        store.search(some.subList(0, Math.min(20, some.size())), CANDIDATES);
        Latencies times = store.search(some, CANDIDATES);
        return SpeedReport.head("langchain4j InMemoryEmbeddingStore", "added", "p50 ms", "p95 ms", "p99 ms")
                + SpeedReport.row(
                        "%,d vectors".formatted(chunks),
                        "%,.0f/s".formatted(chunks / (adding.toNanos() / 1e9)),
                        SpeedReport.number(times.percentile(50)),
                        SpeedReport.number(times.percentile(95)),
                        SpeedReport.number(times.percentile(99)));
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }

    private void progress(String text) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
