package io.ragline.bench.text;

import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import io.ragline.worker.extract.pdf.BundledFonts;
import io.ragline.worker.extract.pdf.PdfExtractor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how well PDFs are read, against texts that a person made of them. */
@Command(
        name = "text",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the text that Ragline reads from PDFs with .txt files beside them (same name, or alone in a"
                    + " folder).",
            "ratio: Levenshtein ratio as py-pdf/benchmarks has it, of the text as it is indexed;"
                    + " with margins: with running headers, footers and page numbers, which are set aside otherwise;"
                    + " flowed: as ratio, but any white space counts as one space."
        })
public final class TextCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder with the PDFs and texts; folders in it are searched, too.")
    private Path folder = Path.of("");

    @Option(names = "--write", paramLabel = "DIR", description = "Writes what was read into this folder.")
    private @Nullable Path written;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        List<TextPair> pairs = TextPair.in(folder);
        if (pairs.isEmpty()) {
            throw new ParameterException(command.commandLine(), "No PDF with a text beside it in " + folder);
        }
        PrintWriter out = command.commandLine().getOut();
        out.println(TextScore.HEADER);
        BundledFonts.install();
        List<TextScore> scores = new ArrayList<>();
        try (ExtractionPool pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1))) {
            ChildExtractor extractor = new ChildExtractor(pool);
            for (TextPair pair : pairs) {
                TextScore score = score(pair, extractor);
                scores.add(score);
                out.println(score);
                out.flush();
            }
        }
        out.println(TextScore.mean(scores));
        out.flush();
        return 0;
    }

    /** A file that can't be read counts as an empty text. */
    private TextScore score(TextPair pair, ChildExtractor extractor) throws IOException {
        // once before, so that the figure is that of a warm process
        read(pair, extractor);
        long start = System.nanoTime();
        ReadText read = read(pair, extractor);
        double seconds = (System.nanoTime() - start) / 1e9;
        ReadText withMargins = read(pair, PdfExtractor.keepingMargins(ExtractionLimits.DEFAULT.maxPages()));
        String truth = Files.readString(pair.truth());
        String text = read.toString();
        if (written != null) {
            Path file = written.resolve(pair.name().replaceFirst("\\.[^.]*$", "") + ".txt");
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.writeString(file, text);
        }
        return new TextScore(
                pair.name(),
                read.pages(),
                Similarity.ratio(text, truth),
                Similarity.ratio(withMargins.toString(), truth),
                Similarity.ratio(ReadText.flowed(text), ReadText.flowed(truth)),
                read.pages() / seconds);
    }

    private ReadText read(TextPair pair, Extractor extractor) {
        ReadText read = new ReadText();
        try {
            extractor.extract(Source.of(pair.pdf(), "application/pdf"), read);
        } catch (RaglineException e) {
            Objects.requireNonNull(spec)
                    .commandLine()
                    .getErr()
                    .println("%s: %s %s".formatted(pair.name(), e.code(), e.detail()));
        }
        return read;
    }
}
