package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What tests of real children share: documents, pools that are closed, and the certainty that no process is left. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
abstract class ChildTesting {
    static final ExtractionLimits LIMITS =
            new ExtractionLimits(64, Duration.ofSeconds(50), Duration.ofSeconds(20), 5_000, 16 << 20);

    /** None is started ahead, so that those there are can be counted. */
    static final PoolSize ONE = new PoolSize(1, 0, Duration.ofMinutes(1), 100);

    @TempDir
    static Path folder;

    static Path manyPages;
    static Path onePage;

    private final List<ExtractionPool> pools = new ArrayList<>();

    @BeforeAll
    static void makeDocuments() throws IOException {
        manyPages = document("many.pdf", 1_000);
        onePage = document("one.pdf", 1);
    }

    static Path document(String name, int pages) throws IOException {
        try (PdfFixture pdf = new PdfFixture()) {
            for (int page = 1; page <= pages; page++) {
                String title = "Page number " + page;
                pdf.page(pen -> {
                    pen.text(70, 80, PdfFixture.BOLD, 16, title);
                    for (int line = 0; line < 40; line++) {
                        pen.lines(
                                70, 110 + line * 13.5f, "Words to fill line " + line + " of a page of ordinary length");
                    }
                });
            }
            return pdf.save(folder.resolve(name));
        }
    }

    @AfterEach
    void leaveNoProcess() {
        pools.forEach(ExtractionPool::close);
        await().atMost(Duration.ofSeconds(10)).until(() -> children().isEmpty());
    }

    ExtractionPool pool(ExtractionLimits limits, PoolSize size) {
        ExtractionPool pool = new ExtractionPool(limits, size);
        pools.add(pool);
        return pool;
    }

    ChildExtractor extractor(ExtractionLimits limits) {
        return new ChildExtractor(pool(limits, ONE));
    }

    static ExtractionLimits heap(int megabytes) {
        return new ExtractionLimits(megabytes, Duration.ofSeconds(50), Duration.ofSeconds(20), 5_000, 16 << 20);
    }

    static Source pdf(Path file) {
        return Source.of(file, "application/pdf");
    }

    static void assertFails(ChildExtractor extractor, Path file, ErrorCode code) {
        PageSink sink = new RecordingSink();
        assertThatThrownBy(() -> extractor.extract(pdf(file), sink))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    static List<ProcessHandle> children() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }

    /** The folders in which children may leave files. */
    static List<String> homes() {
        String[] left =
                new File(System.getProperty("java.io.tmpdir")).list((dir, name) -> name.startsWith("ragline-extract-"));
        return left == null ? List.of() : Arrays.asList(left);
    }
}
