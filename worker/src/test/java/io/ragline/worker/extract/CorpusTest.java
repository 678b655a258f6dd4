package io.ragline.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Reads PDFs of many producers, odd and broken ones too. They aren't part of the project: the tests are skipped unless
 * {@code -Dragline.test.data}, by default {@code ../shared/data} beside the project, has them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class CorpusTest {
    private static final Path DATA = Path.of(System.getProperty("ragline.test.data", "../../shared/data"));
    private static final Set<ErrorCode> KNOWN = EnumSet.of(
            ErrorCode.DOCUMENT_ENCRYPTED,
            ErrorCode.DOCUMENT_UNREADABLE,
            ErrorCode.DOCUMENT_TOO_MANY_PAGES,
            ErrorCode.EXTRACTION_OUT_OF_MEMORY,
            ErrorCode.EXTRACTION_TIMED_OUT);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    @BeforeAll
    static void onlyWithData() {
        Assumptions.assumeTrue(Files.isDirectory(DATA), "skipped: no test data at " + DATA.toAbsolutePath());
    }

    @Test
    void every_pdf_ends_as_read_or_with_a_known_code_and_none_hangs_or_crashes_anything() throws IOException {
        ExtractionLimits limits =
                new ExtractionLimits(256, Duration.ofSeconds(30), Duration.ofSeconds(10), 2_000, 16 << 20);
        List<String> outcomes = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        try (ExtractionPool pool = new ExtractionPool(limits, PoolSize.ofMax(1))) {
            ChildExtractor extractor = new ChildExtractor(pool);
            for (Path pdf : pdfs()) {
                RecordingSink sink = new RecordingSink();
                long start = System.nanoTime();
                String outcome = "ok";
                try {
                    extractor.extract(Source.of(pdf, "application/pdf"), sink);
                } catch (RaglineException e) {
                    outcome = e.code() + " " + e.detail();
                    if (!KNOWN.contains(e.code())) {
                        unknown.add(pdf.getFileName() + ": " + outcome);
                    }
                }
                outcomes.add("%s\t%s\t%d\t%d\t%d\t%s"
                        .formatted(
                                DATA.relativize(pdf),
                                outcome,
                                sink.pages().size(),
                                sink.text().length(),
                                (System.nanoTime() - start) / 1_000_000,
                                sink.warnings()));
            }
        }
        Files.write(Path.of("target", "corpus-outcome.tsv"), outcomes);

        assertThat(outcomes).isNotEmpty();
        assertThat(unknown).isEmpty();
    }

    private static List<Path> pdfs() throws IOException {
        try (Stream<Path> files = Files.walk(DATA)) {
            return files.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".pdf"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_scientific_script_is_read_nearly_as_a_person_would_type_it() throws IOException {
        Path folder = DATA.resolve("pypdf-sample-files/009-pdflatex-geotopo");
        RecordingSink read = new RecordingSink();
        FormatExtractor.ofAllFormats(200)
                .extract(Source.of(folder.resolve("GeoTopo-komprimiert.pdf"), "application/pdf"), read);

        Map<String, Integer> expected = words(Files.readString(folder.resolve("GeoTopo-komprimiert.txt")));
        double f1 = f1(expected, words(read.text()));

        System.out.printf(Locale.ROOT, "word F1 against the typed text: %.4f%n", f1);
        assertThat(read.pages()).extracting(Page::number).hasSize(117);
        assertThat(f1).isGreaterThan(0.85);
    }

    private static Map<String, Integer> words(String text) {
        Map<String, Integer> counts = new HashMap<>();
        WORD.matcher(text).results().forEach(word -> counts.merge(word.group(), 1, Integer::sum));
        return counts;
    }

    private static double f1(Map<String, Integer> expected, Map<String, Integer> found) {
        double common = found.entrySet().stream()
                .mapToInt(e -> Math.min(e.getValue(), expected.getOrDefault(e.getKey(), 0)))
                .sum();
        double all = expected.values().stream().mapToInt(i -> i).sum()
                + found.values().stream().mapToInt(i -> i).sum();
        return 2 * common / all;
    }
}
