package io.ragline.bench.retrieval;

import io.ragline.model.RaglineException;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.query.Reranking;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.SearchedIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures retrieval on a judged test collection, with the product's own classes from the text to the ranking. */
@Command(
        name = "eval",
        mixinStandardHelpOptions = true,
        description =
                "Measures how well and how fast each search mode finds the relevant documents of a test collection.")
public final class EvalCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            description = "Folder with corpus.jsonl, queries.jsonl and qrels.tsv (BEIR); default: --own.")
    private @Nullable Path folder;

    @Option(
            names = "--own",
            description = "The collection written for this project: short documents of many kinds, 90 questions.")
    private boolean own;

    @Option(
            names = "--vector-weight",
            paramLabel = "W",
            description = "Share of the vector search in hybrid mode, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double vectorWeight = SearchOptions.DEFAULT_VECTOR_WEIGHT;

    @Option(
            names = "--sweep",
            description = "Also compare fusion functions at weights of the vector search from 0 to 1.")
    private boolean sweep;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Where --sweep draws its figures, as SVG (default: eval.svg).")
    private @Nullable Path plot;

    @Option(
            names = "--index",
            paramLabel = "KIND",
            description = "lucene, or qdrant: a server that RAGLINE_QDRANT_URL and its kin name (default: lucene).")
    private IndexKind kind = IndexKind.lucene;

    @Option(names = "--work", paramLabel = "DIR", description = "An empty folder to work in, and to keep.")
    private @Nullable Path work;

    @Spec
    private @Nullable CommandSpec spec;

    /** 0, 1 if the index can't be used, 2 if the command or the collection is wrong. */
    @Override
    public Integer call() throws IOException {
        checkOptions();
        try {
            measure(folder == null ? BeirData.own() : BeirData.read(folder));
            return 0;
        } catch (BadCollectionException e) {
            complain("%s", String.valueOf(e.getMessage()));
            return 2;
        } catch (RaglineException e) {
            complain("%s", e.detail());
            return 1;
        }
    }

    private void measure(BeirData data) throws IOException {
        data.warning().ifPresent(warning -> complain("%s", warning));
        Path place = work != null ? work : Files.createTempDirectory("ragline-eval");
        int cores = Runtime.getRuntime().availableProcessors();
        try (OnnxEmbedder embedder = new OnnxEmbedder(OnnxModel.BGE_SMALL_EN, place.resolve("native"), cores);
                ChunkIndex index = kind.open(place.resolve("index"))) {
            Corpus corpus = new Corpus(embedder, embedder.tokenCounter(), index);
            index.deleteCollection(corpus.collection()); // of a run that was broken off
            long start = System.nanoTime();
            corpus.add(data.documents());
            double seconds = (System.nanoTime() - start) / 1e9;
            print(
                    "documents %d, chunks %d, queries %d",
                    data.documents().size(), corpus.chunks(), data.queries().size());
            print("chunked, embedded and indexed at %.1f chunks/s", corpus.chunks() / seconds);
            Retriever retriever = new Retriever(index, corpus, Reranking.OFF);
            SearchedIndex where = new SearchedIndex(corpus.collection(), embedder, TextAnalysis.ENGLISH);
            for (SearchMode mode : List.of(SearchMode.VECTOR, SearchMode.TEXT, SearchMode.HYBRID)) {
                SearchOptions options = SearchOptions.DEFAULT.in(mode).weighing(vectorWeight);
                print("%s", measure(data, retriever, where, options));
            }
            if (sweep) {
                sweep(data, retriever, where);
            }
            index.deleteCollection(corpus.collection());
        } finally {
            if (work == null) {
                Folders.delete(place);
            }
        }
    }

    private void checkOptions() {
        if (own && folder != null) {
            throw refused("--own measures the project's own collection, so it takes no DIR.");
        }
        if (plot != null && !sweep) {
            throw refused("--plot draws what --sweep measures; give --sweep too.");
        }
        if (!(vectorWeight >= 0 && vectorWeight <= 1)) {
            throw refused("--vector-weight is 0 to 1, not " + vectorWeight + ".");
        }
        if (sweep) {
            checkCanBeWritten(plotFile());
        }
        if (folder != null) {
            checkIsCollection(folder);
        }
    }

    private Path plotFile() {
        return plot == null ? Path.of("eval.svg") : plot;
    }

    /** Before hours go into what would be drawn there. */
    private void checkCanBeWritten(Path file) {
        Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent(), "the root is no file");
        boolean writable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isDirectory(parent) && Files.isWritable(parent);
        if (!writable) {
            throw refused("%s can't be written: name another file with --plot.".formatted(file.toAbsolutePath()));
        }
    }

    private void checkIsCollection(Path given) {
        for (String file : BeirData.FILES) {
            if (!Files.isRegularFile(given.resolve(file))) {
                throw refused("%s holds no %s: name a folder with a test collection in BEIR's form."
                        .formatted(given.toAbsolutePath(), file));
            }
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), why);
    }

    private static String measure(BeirData data, Retriever retriever, SearchedIndex index, SearchOptions options) {
        List<SearchedIndex> where = List.of(index);
        Quality quality = new Quality();
        Latencies searching = new Latencies();
        Latencies whole = new Latencies();
        for (BeirData.Query query : data.queries()) {
            quality.add(retriever.rank(query.text(), where, options), data.gains(query));
            var retrieval = retriever.retrieve(query.text(), where, options, false);
            searching.add(retrieval.searching());
            whole.add(retrieval.searching().plus(retrieval.embedding()));
        }
        return String.format(
                Locale.ROOT,
                "%-6s nDCG@10 %.4f  R@100 %.4f  MRR@10 %.4f  search p50 %.1f ms p95 %.1f ms  with embedding p50 %.1f ms p95 %.1f ms",
                options.mode().id(),
                quality.ndcgAt10(),
                quality.recallAt100(),
                quality.reciprocalRankAt10(),
                searching.percentile(50),
                searching.percentile(95),
                whole.percentile(50),
                whole.percentile(95));
    }

    private void sweep(BeirData data, Retriever retriever, SearchedIndex index) throws IOException {
        SearchOptions both = SearchOptions.DEFAULT.in(SearchMode.HYBRID);
        Sweep measured = new Sweep();
        for (BeirData.Query query : data.queries()) {
            measured.add(retriever.rank(query.text(), List.of(index), both), data.gains(query));
        }
        List<Sweep.Line> lines = measured.lines();
        print("");
        Sweep.table(lines).forEach(row -> print("%s", row));
        Path file = plotFile();
        String name = folder == null
                ? "own"
                : folder.toAbsolutePath().normalize().getFileName().toString();
        Files.writeString(file, Sweep.plot(name, lines).svg());
        print("");
        print("plotted in %s", file);
    }

    private void complain(String format, Object... values) {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        err.println(String.format(Locale.ROOT, format, values));
        err.flush();
    }

    private void print(String format, Object... values) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(Locale.ROOT, format, values));
            out.flush();
        }
    }
}
