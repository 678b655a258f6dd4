package io.ragline.bench.chunking;

import io.ragline.bench.retrieval.Folders;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.text.PlainTextExtractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Compares the chunking strategies on texts of which is known what answers which question. */
@Command(
        name = "chunking",
        mixinStandardHelpOptions = true,
        description =
                "Measures how much of the evidence for a question each chunking strategy finds, and how little else.")
public final class ChunkingCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = "../shared/data/chunking-eval",
            description =
                    "Folder with corpus.jsonl, queries.jsonl and evidence_spans.jsonl (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("");

    @Option(
            names = "--sizes",
            paramLabel = "N",
            split = ",",
            defaultValue = "200,256,400",
            description = "Sizes of chunks in tokens (default: ${DEFAULT-VALUE}).")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--strategies",
            paramLabel = "S",
            split = ",",
            defaultValue = "structure,fixed,page",
            description = "Strategies (default: ${DEFAULT-VALUE}); page is measured in its default size only.")
    private List<String> strategies = List.of();

    @Option(
            names = "--overlap",
            paramLabel = "N",
            defaultValue = "40",
            description = "Tokens that a chunk repeats (default: ${DEFAULT-VALUE}).")
    private int overlap;

    @Option(
            names = "--top",
            paramLabel = "K",
            defaultValue = "5",
            description = "Chunks that are retrieved for a question (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(
            names = "--beir",
            paramLabel = "OUT",
            description = "Instead of measuring, write the default chunks and which of them answers what, for eval.")
    private @Nullable Path beir;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(folder.resolve("evidence_spans.jsonl"))) {
            print("%s holds no evidence_spans.jsonl: name the folder that does.".formatted(folder.toAbsolutePath()));
            return 2;
        }
        EvidenceData data = EvidenceData.read(folder);
        Path place = Files.createTempDirectory("ragline-chunking");
        try (OnnxEmbedder model = new OnnxEmbedder(
                OnnxModel.BGE_SMALL_EN, place, Runtime.getRuntime().availableProcessors())) {
            Map<String, List<Page>> pages = read(data, place);
            if (beir != null) {
                JudgedChunks.write(data, pages, ChunkingOptions.DEFAULT, model.tokenCounter(), beir);
                print("written to %s: ./ragline eval %s".formatted(beir, beir));
                return 0;
            }
            CachingEmbedder embedder = new CachingEmbedder(model);
            print("%d texts, %d questions, top %d chunks by vector, %s; percent, mean ± standard deviation"
                    .formatted(data.texts().size(), data.questions().size(), top, model.model()));
            print(Row.HEADINGS);
            for (ChunkingOptions options : runs()) {
                print(measure(data, pages, options, model, embedder));
            }
        } finally {
            Folders.delete(place);
        }
        return 0;
    }

    private List<ChunkingOptions> runs() {
        List<ChunkingOptions> runs = new ArrayList<>();
        for (String id : strategies) {
            ChunkingStrategy strategy = ChunkingStrategy.of(id);
            if (strategy == ChunkingStrategy.PAGE) {
                runs.add(strategy.defaults());
            } else {
                sizes.forEach(size -> runs.add(new ChunkingOptions(strategy, size, overlap)));
            }
        }
        return runs;
    }

    private String measure(
            EvidenceData data,
            Map<String, List<Page>> pages,
            ChunkingOptions options,
            OnnxEmbedder model,
            CachingEmbedder embedder) {
        long start = System.nanoTime();
        ChunkedTexts texts = ChunkedTexts.of(data, pages, options, model.tokenCounter(), embedder);
        List<Score> scores = data.questions().stream()
                .map(question -> texts.score(question, top))
                .toList();
        return new Row(
                        options,
                        texts.size(),
                        texts.meanTokens(),
                        statistic(scores, Score::recall),
                        statistic(scores, Score::precision),
                        statistic(scores, Score::iou),
                        statistic(scores, Score::precisionOmega),
                        (System.nanoTime() - start) / 1e9)
                .text();
    }

    private static Statistic statistic(List<Score> scores, ToDoubleFunction<Score> of) {
        return Statistic.of(
                scores.stream().map(score -> of.applyAsDouble(score)).toList());
    }

    /** A line of the table, which is Markdown. */
    private record Row(
            ChunkingOptions options,
            int chunks,
            double tokens,
            Statistic recall,
            Statistic precision,
            Statistic iou,
            Statistic omega,
            double seconds) {
        static final String HEADINGS =
                "| strategy | size | overlap | chunks | mean tokens | recall | precision | IoU | precision Ω | seconds |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|";

        String text() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %d | %d | %.0f | %s | %s | %s | %s | %.0f |",
                    options.strategy().id(),
                    options.size(),
                    options.overlap(),
                    chunks,
                    tokens,
                    recall.percent(),
                    precision.percent(),
                    iou.percent(),
                    omega.percent(),
                    seconds);
        }
    }

    private static Map<String, List<Page>> read(EvidenceData data, Path place) throws IOException {
        Map<String, List<Page>> pages = new LinkedHashMap<>();
        for (Map.Entry<String, SourceText> text : data.texts().entrySet()) {
            Path file = Files.writeString(
                    Files.createTempFile(place, "text", ".txt"), text.getValue().text());
            Pages read = new Pages();
            new PlainTextExtractor().extract(Source.of(file, "text/plain"), read);
            pages.put(text.getKey(), read.found);
        }
        return pages;
    }

    private static final class Pages implements PageSink {
        private final List<Page> found = new ArrayList<>();

        @Override
        public void pages(int total) {
            // one, in parts
        }

        @Override
        public void warning(PageWarning warning) {
            throw new IllegalStateException("A text that was read can't be read again: " + warning);
        }

        @Override
        public void page(Page page) {
            found.add(page);
        }
    }

    private void print(String line) {
        PrintWriter out = spec == null
                ? new PrintWriter(System.out, true)
                : spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
