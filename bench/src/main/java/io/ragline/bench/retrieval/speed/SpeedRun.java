package io.ragline.bench.retrieval.speed;

import io.ragline.bench.retrieval.Latencies;
import io.ragline.model.SearchMode;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Fills an index with so many chunks, unless it has them, and measures it. */
final class SpeedRun {
    static final CollectionRef COLLECTION = new CollectionRef(new UUID(0, 1), new UUID(0, 2));

    private static final List<SearchMode> MODES = List.of(SearchMode.VECTOR, SearchMode.TEXT, SearchMode.HYBRID);

    private final SpeedPlan plan;
    private final int chunks;
    private final Path folder;
    private final Consumer<String> progress;
    private final SyntheticCollection collection;
    private final List<Question> questions;
    private final Timings timings = new Timings();
    private final Map<String, Double> writeRates = new LinkedHashMap<>();

    SpeedRun(SpeedPlan plan, int chunks, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.chunks = chunks;
        this.folder = folder;
        this.progress = progress;
        this.collection = new SyntheticCollection(plan.seed());
        this.questions = IntStream.range(0, plan.questions())
                .mapToObj(collection::question)
                .toList();
    }

    SpeedFinding measure() throws IOException, InterruptedException {
        Indexing.Times indexing = fill();
        long bytes = bytes();
        progress.accept("cold start");
        Duration coldStart = ColdStart.measure(folder, plan.seed());
        try (LuceneChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(folder))) {
            Searches searches = new Searches(index, COLLECTION, questions);
            progress.accept("recall");
            Map<Selection, Double> recall = recall(searches);
            time("idle", searches);
            long heap = heap();
            for (int rate : plan.writeRates()) {
                timeWhileWriting(rate, index, searches);
            }
            return new SpeedFinding(chunks, indexing, bytes, coldStart, heap, recall, writeRates, timings);
        }
    }

    private Indexing.@Nullable Times fill() throws InterruptedException {
        try (LuceneChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(folder))) {
            if (index.count(COLLECTION) == chunks) {
                progress.accept("the index is there");
                return null;
            }
            index.deleteCollection(COLLECTION);
            progress.accept("indexing %,d chunks".formatted(chunks));
            return new Indexing(index, COLLECTION, collection).write(chunks);
        }
    }

    private long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .mapToLong(file -> file.isFile() ? file.length() : 0)
                    .sum();
        }
    }

    private Map<Selection, Double> recall(Searches searches) {
        List<Question> some = questions.subList(0, Math.min(plan.recallQuestions(), questions.size()));
        Neighbours nearest = new Neighbours(collection, chunks, some);
        Map<Selection, Double> recall = new EnumMap<>(Selection.class);
        for (Selection selection : Selection.values()) {
            recall.put(
                    selection,
                    IntStream.range(0, some.size())
                            .mapToDouble(i -> nearest.recall(i, selection, searches.nearest(some.get(i), selection)))
                            .average()
                            .orElse(0));
        }
        return recall;
    }

    private void timeWhileWriting(int rate, LuceneChunkIndex index, Searches searches) {
        boolean flatOut = rate == SpeedPlan.FLAT_OUT;
        String meanwhile = flatOut ? "writing flat out" : "writing %,d chunks/s".formatted(rate);
        double perSecond = flatOut ? Double.POSITIVE_INFINITY : rate;
        try (WritingLoad load = new WritingLoad(index, COLLECTION, collection, chunks, perSecond)) {
            time(meanwhile, searches);
            writeRates.put(meanwhile, load.rate());
        }
    }

    private void time(String meanwhile, Searches searches) {
        round(searches); // the first is for the compiler and the caches
        for (int round = 1; round <= plan.rounds(); round++) {
            round(searches)
                    .forEach((situation, latencies) ->
                            timings.add(new Situation(meanwhile, situation.selection(), situation.mode()), latencies));
            progress.accept("%s: round %d of %d".formatted(meanwhile, round, plan.rounds()));
        }
    }

    private Map<Situation, Latencies> round(Searches searches) {
        Map<Situation, Latencies> times = new LinkedHashMap<>();
        for (Selection selection : Selection.values()) {
            for (SearchMode mode : MODES) {
                Latencies latencies = new Latencies();
                for (Question question : questions) {
                    latencies.add(searches.time(question, mode, selection));
                }
                times.put(new Situation("", selection, mode), latencies);
            }
        }
        return times;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
