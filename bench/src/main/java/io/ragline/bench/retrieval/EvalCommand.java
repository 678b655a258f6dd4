package io.ragline.bench.retrieval;

import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import io.ragline.worker.query.RankedChunk;
import io.ragline.worker.query.Reranking;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.SearchedIndex;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures retrieval on a judged test collection, with the product's own classes from the text to the ranking. */
@Command(
        name = "eval",
        aliases = "retrieval",
        mixinStandardHelpOptions = true,
        description =
                "Measures how well and how fast each search mode finds the relevant documents of a test collection.")
public final class EvalCommand implements Callable<Integer> {
    private static final int NDCG_DEPTH = 10;
    private static final int RECALL_DEPTH = 100;

    @Parameters(paramLabel = "DIR", description = "Folder with corpus.jsonl, queries.jsonl and qrels.tsv (BEIR).")
    private Path folder = Path.of("");

    @Option(
            names = "--vector-weight",
            paramLabel = "W",
            description = "Share of the vector search in hybrid mode, 0 to 1 (default: ${DEFAULT-VALUE}).")
    private double vectorWeight = SearchOptions.DEFAULT_VECTOR_WEIGHT;

    @Option(names = "--work", paramLabel = "DIR", description = "An empty folder to work in, and to keep.")
    private @Nullable Path work;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        BeirData data = BeirData.read(folder);
        Path place = work != null ? work : Files.createTempDirectory("ragline-eval");
        int cores = Runtime.getRuntime().availableProcessors();
        try (OnnxEmbedder embedder = new OnnxEmbedder(OnnxModel.BGE_SMALL_EN, place.resolve("native"), cores);
                LuceneChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(place.resolve("index")))) {
            Corpus corpus = new Corpus(embedder, embedder.tokenCounter(), index);
            long start = System.nanoTime();
            corpus.add(data.documents());
            double seconds = (System.nanoTime() - start) / 1e9;
            print(
                    "documents %d, chunks %d, queries %d",
                    data.documents().size(), corpus.chunks(), data.queries().size());
            print("chunked, embedded and indexed at %.1f chunks/s", corpus.chunks() / seconds);
            Retriever retriever = new Retriever(index, corpus, Reranking.OFF);
            for (SearchMode mode : List.of(SearchMode.VECTOR, SearchMode.TEXT, SearchMode.HYBRID)) {
                SearchOptions options = SearchOptions.DEFAULT.in(mode).weighing(vectorWeight);
                print(
                        "%s",
                        measure(
                                data,
                                retriever,
                                new SearchedIndex(corpus.collection(), embedder, TextAnalysis.ENGLISH),
                                options));
            }
        } finally {
            if (work == null) {
                Folders.delete(place);
            }
        }
        return 0;
    }

    private static String measure(BeirData data, Retriever retriever, SearchedIndex index, SearchOptions options) {
        List<SearchedIndex> where = List.of(index);
        double ndcg = 0;
        double recall = 0;
        double reciprocalRank = 0;
        Latencies searching = new Latencies();
        Latencies whole = new Latencies();
        for (BeirData.Query query : data.queries()) {
            Set<String> relevant = data.relevant().getOrDefault(query.id(), Set.of());
            List<String> ranking = documents(retriever.rank(query.text(), where, options));
            ndcg += RankingMetrics.ndcg(ranking, relevant, NDCG_DEPTH);
            recall += RankingMetrics.recall(ranking, relevant, RECALL_DEPTH);
            reciprocalRank += RankingMetrics.reciprocalRank(ranking, relevant, NDCG_DEPTH);
            var retrieval = retriever.retrieve(query.text(), where, options, false);
            searching.add(retrieval.searching());
            whole.add(retrieval.searching().plus(retrieval.embedding()));
        }
        int queries = data.queries().size();
        return String.format(
                Locale.ROOT,
                "%-6s nDCG@10 %.4f  R@100 %.4f  MRR@10 %.4f  search p50 %.1f ms p95 %.1f ms  with embedding p50 %.1f ms p95 %.1f ms",
                options.mode().id(),
                ndcg / queries,
                recall / queries,
                reciprocalRank / queries,
                searching.percentile(50),
                searching.percentile(95),
                whole.percentile(50),
                whole.percentile(95));
    }

    /** A document ranks where its best chunk does. */
    private static List<String> documents(List<RankedChunk> ranking) {
        return ranking.stream()
                .map(chunk -> chunk.document().filename())
                .distinct()
                .toList();
    }

    private void print(String format, Object... values) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(Locale.ROOT, format, values));
            out.flush();
        }
    }
}
