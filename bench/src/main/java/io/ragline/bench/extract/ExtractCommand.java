package io.ragline.bench.extract;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures how many pages a second a warm child process reads, from the file to the page in this process. */
@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "Measures how fast the PDFs of a folder are read by one warm extraction process.")
public final class ExtractCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Folder with PDFs; folders in it are searched, too.")
    private Path folder = Path.of("");

    @Option(
            names = "--rounds",
            description = "Rounds over all files that count, after one that doesn't (default: ${DEFAULT-VALUE}).")
    private int rounds = 5;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        List<Path> pdfs = pdfs();
        if (pdfs.isEmpty() || rounds < 1) {
            throw new ParameterException(
                    command.commandLine(), "A folder with PDFs and at least one round are needed: " + folder);
        }
        PrintWriter out = command.commandLine().getOut();
        double[][] seconds = new double[pdfs.size()][rounds];
        Count[] counts = new Count[pdfs.size()];
        try (ExtractionPool pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1))) {
            ChildExtractor extractor = new ChildExtractor(pool);
            for (int round = -1; round < rounds; round++) {
                for (int i = 0; i < pdfs.size(); i++) {
                    long start = System.nanoTime();
                    counts[i] = read(pdfs.get(i), extractor);
                    if (round >= 0) {
                        seconds[i][round] = (System.nanoTime() - start) / 1e9;
                    }
                }
            }
        }
        report(out, pdfs, counts, seconds);
        return 0;
    }

    private List<Path> pdfs() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }

    private static Count read(Path pdf, ChildExtractor extractor) {
        Count count = new Count();
        try {
            extractor.extract(Source.of(pdf, "application/pdf"), count);
        } catch (RaglineException e) {
            count.failed = e.code().name();
        }
        return count;
    }

    private void report(PrintWriter out, List<Path> pdfs, Count[] counts, double[][] seconds) {
        out.println(ReadingRate.HEADER);
        List<ReadingRate> rates = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            String name = folder.relativize(pdfs.get(i)).toString();
            if (counts[i].failed != null) {
                out.println("%8s %s".formatted("", name + ": " + counts[i].failed));
                continue;
            }
            ReadingRate rate =
                    new ReadingRate(name, counts[i].pages, counts[i].characters, ReadingRate.median(seconds[i]));
            rates.add(rate);
            out.println(rate);
        }
        out.println(new ReadingRate(
                "all %d files that can be read".formatted(rates.size()),
                rates.stream().mapToInt(ReadingRate::pages).sum(),
                rates.stream().mapToLong(ReadingRate::characters).sum(),
                rates.stream().mapToDouble(ReadingRate::seconds).sum()));
        out.flush();
    }

    /** Takes pages and forgets them. */
    private static final class Count implements PageSink {
        private int pages;
        private long characters;
        private @Nullable String failed;

        @Override
        public void pages(int total) {}

        @Override
        public void page(Page page) {
            pages++;
            page.blocks().forEach(block -> characters += block.text().length());
        }

        @Override
        public void warning(PageWarning warning) {}
    }
}
