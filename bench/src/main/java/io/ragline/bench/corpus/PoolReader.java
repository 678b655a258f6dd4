package io.ragline.bench.corpus;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads in extraction processes as a worker has them, without the rest of it; recognises no text in pictures. */
final class PoolReader implements FileReader {
    /** What is given to a file beyond its own limit before it counts as hung. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ExtractionLimits limits;
    private final ExtractionPool pool;
    private final ChildExtractor extractor;
    private final MediaTypeSniffer sniffer = new MediaTypeSniffer();

    PoolReader(ExtractionLimits limits, int processes) {
        this.limits = limits;
        this.pool = new ExtractionPool(limits, PoolSize.ofMax(processes));
        this.extractor = new ChildExtractor(pool);
    }

    @Override
    public FileOutcome read(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return FileOutcome.rejected(file, ErrorCode.DOCUMENT_EMPTY.name(), "The file is empty.");
        }
        Optional<String> type = sniffer.sniff(file, file.getFileName().toString());
        if (type.isEmpty()) {
            return FileOutcome.rejected(
                    file, ErrorCode.DOCUMENT_TYPE_UNSUPPORTED.name(), "Files of this type can't be read.");
        }
        Tally tally = new Tally();
        long start = System.nanoTime();
        try {
            extractor.extract(Source.of(file, type.get()), tally);
            return tally.text
                    ? FileOutcome.succeeded(file, tally.warnings, millisSince(start))
                    : FileOutcome.failed(
                            file,
                            ErrorCode.DOCUMENT_WITHOUT_TEXT.name(),
                            "The document has no text.",
                            tally.warnings,
                            millisSince(start));
        } catch (RaglineException e) {
            long millis = millisSince(start);
            return millis > limits.documentTime().plus(GRACE).toMillis()
                    ? FileOutcome.hung(file, millis)
                    : FileOutcome.failed(file, e.code().name(), e.detail(), tally.warnings, millis);
        }
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    @Override
    public String processes() {
        return "%d extraction processes were lost to a file".formatted(pool.lost());
    }

    @Override
    public void close() {
        pool.close();
    }

    private static final class Tally implements PageSink {
        private final Map<String, Integer> warnings = new HashMap<>();
        private boolean text;

        @Override
        public void pages(int total) {}

        @Override
        public void page(Page page) {
            text |= page.blocks().stream().anyMatch(block -> !block.text().isBlank());
        }

        @Override
        public void warning(PageWarning warning) {
            warnings.merge(warning.code(), 1, Integer::sum);
        }
    }
}
