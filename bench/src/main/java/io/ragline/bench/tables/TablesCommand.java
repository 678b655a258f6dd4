package io.ragline.bench.tables;

import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the reading of tables in PDFs, through the product's own child process. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "Measures how well tables in PDFs are read, against tables that are written down.",
            "X-str.xml (ICDAR 2013), X.json (Tabula) and X.csv belong to X.pdf, in any subfolder; X_anything too,"
                    + " if there is no better PDF for it. X-reg.xml gives regions alone."
        })
public final class TablesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder with PDFs and the tables expected in them.")
    private Path folder = Path.of("");

    @Option(names = "--misses", description = "Also print the relations that are missing (-) or wrong (+).")
    private boolean misses;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        GroundTruth truth = GroundTruth.of(folder);
        Map<Path, List<Expected>> byPdf = new LinkedHashMap<>();
        truth.tables()
                .forEach(t ->
                        byPdf.computeIfAbsent(t.pdf(), p -> new ArrayList<>()).add(t));
        truth.regions().keySet().forEach(pdf -> byPdf.computeIfAbsent(pdf, p -> new ArrayList<>()));
        Report report = new Report(folder, truth, misses);
        try (ExtractionPool pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1))) {
            ChildExtractor extractor = new ChildExtractor(pool);
            for (Map.Entry<Path, List<Expected>> entry : byPdf.entrySet()) {
                report.add(entry.getKey(), entry.getValue(), read(extractor, entry.getKey()));
            }
        }
        print(report.text());
        return byPdf.isEmpty() ? 1 : 0;
    }

    /** Nothing is found in a PDF that can't be read, which counts against the reader. */
    private List<Found> read(ChildExtractor extractor, Path pdf) {
        List<Found> found = new ArrayList<>();
        try {
            extractor.extract(Source.of(pdf, "application/pdf"), new PageSink() {
                @Override
                public void pages(int total) {}

                @Override
                public void page(Page page) {
                    found.addAll(Found.on(page));
                }

                @Override
                public void warning(PageWarning warning) {
                    print("%s: %s".formatted(pdf.getFileName(), warning));
                }
            });
        } catch (RaglineException e) {
            print("%s can't be read: %s".formatted(pdf.getFileName(), e.getMessage()));
        }
        return found;
    }

    private void print(String text) {
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
