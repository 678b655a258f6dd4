package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.OcrOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has real children read hostile files. While each is read, the same pool reads a good document beside it, and afterwards
 * another one: neither may notice anything.
 */
final class Siege implements AutoCloseable {
    private final ExtractionPool pool;
    private final ChildExtractor extractor;
    private final Path good;
    private final int goodPages;

    /** @param ocr how pictures are read; null if they are not */
    Siege(ExtractionLimits limits, @Nullable OcrOptions ocr, Path good, int goodPages) {
        this.pool = new ExtractionPool(limits, new PoolSize(2, 2, Duration.ofMinutes(5), 1_000), ocr);
        this.extractor = new ChildExtractor(pool);
        this.good = good;
        this.goodPages = goodPages;
    }

    /** What came of a hostile file, and what was read of it. */
    record Outcome(@Nullable ErrorCode code, String detail, RecordingSink read) {

        Outcome isRead() {
            assertThat(code).as(detail).isNull();
            return this;
        }

        Outcome failsWith(ErrorCode expected) {
            assertThat(code).as(detail).isEqualTo(expected);
            assertThat(detail).as("a sentence for people").hasSizeBetween(20, 400);
            return this;
        }

        Outcome saying(String text) {
            assertThat(detail).contains(text);
            return this;
        }

        Outcome withText(String text) {
            assertThat(read.text()).contains(text);
            return this;
        }

        /** @param code and the page that it is about, such as {@code PAGE_UNREADABLE 2}, of each warning */
        Outcome withWarnings(String... code) {
            assertThat(read.warnings())
                    .extracting(warning -> warning.code() + " " + warning.page())
                    .containsExactly(code);
            return this;
        }

        Outcome withoutWarnings() {
            assertThat(read.warnings()).extracting(PageWarning::detail).isEmpty();
            return this;
        }
    }

    Outcome read(Path hostile) {
        return read(Source.of(hostile, "application/pdf"), new RecordingSink());
    }

    Outcome read(Source hostile, RecordingSink sink) {
        CompletableFuture<List<Integer>> neighbour = CompletableFuture.supplyAsync(this::readGood);
        Outcome outcome = attempt(hostile, sink);
        assertThat(neighbour.join()).as("a document read at the same moment").hasSize(goodPages);
        assertThat(readGood()).as("a document read afterwards").hasSize(goodPages);
        return outcome;
    }

    private Outcome attempt(Source hostile, RecordingSink sink) {
        try {
            extractor.extract(hostile, sink);
            return new Outcome(null, "", sink);
        } catch (RaglineException e) {
            return new Outcome(e.code(), e.detail(), sink);
        }
    }

    private List<Integer> readGood() {
        RecordingSink sink = new RecordingSink();
        extractor.extract(Source.of(good, "application/pdf"), sink);
        assertThat(sink.warnings()).isEmpty();
        return sink.pages().stream().map(page -> page.blocks().size()).toList();
    }

    ExtractionPool pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}
