package io.ragline.worker.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Reads files of many formats by many producers, odd and broken ones too. They aren't part of the project: the test is skipped
 * unless {@code -Dragline.test.data}, by default {@code ../shared/data} beside the project, has them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(300)
class FormatCorpusTest {
    private static final Path FILES = Path.of(System.getProperty("ragline.test.data", "../../shared/data"))
            .resolve("tika-sample");
    private static final Set<ErrorCode> KNOWN = EnumSet.of(
            ErrorCode.DOCUMENT_ENCRYPTED,
            ErrorCode.DOCUMENT_UNREADABLE,
            ErrorCode.DOCUMENT_WITHOUT_TEXT,
            ErrorCode.DOCUMENT_TOO_LARGE,
            ErrorCode.DOCUMENT_TOO_MANY_PAGES,
            ErrorCode.DOCUMENT_TYPE_UNSUPPORTED);

    @Test
    void every_file_ends_as_read_or_with_a_known_code_and_none_hangs_or_crashes_anything() throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(FILES), "skipped: no test data at " + FILES.toAbsolutePath());
        ExtractionLimits limits =
                new ExtractionLimits(256, Duration.ofSeconds(60), Duration.ofSeconds(30), 2_000, 16 << 20);
        List<String> outcomes = new ArrayList<>();
        List<String> unexpected = new ArrayList<>();
        try (ExtractionPool pool = new ExtractionPool(limits, PoolSize.ofMax(1));
                Stream<Path> files = Files.list(FILES)) {
            ChildExtractor extractor = new ChildExtractor(pool);
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                RecordingSink sink = new RecordingSink();
                Optional<ErrorCode> failure = read(extractor, file, sink);
                outcomes.add("%s\t%s\tpages=%d\tblocks=%d\tcharacters=%d\t%s"
                        .formatted(
                                file.getFileName(),
                                failure.map(ErrorCode::name).orElse("ok"),
                                Math.max(0, sink.total()),
                                sink.blocks().size(),
                                sink.text().length(),
                                sink.warnings()));
                failure.filter(code -> !KNOWN.contains(code)).ifPresent(code -> unexpected.add(file + ": " + code));
            }
        }
        Files.write(Path.of("target", "format-corpus-outcome.tsv"), outcomes);

        assertThat(outcomes).isNotEmpty();
        assertThat(unexpected).isEmpty();
    }

    private static Optional<ErrorCode> read(Extractor extractor, Path file, PageSink sink) throws IOException {
        Optional<String> type =
                new MediaTypeSniffer().sniff(file, file.getFileName().toString());
        if (type.isEmpty()) {
            return Optional.of(ErrorCode.DOCUMENT_TYPE_UNSUPPORTED);
        }
        try {
            extractor.extract(Source.of(file, type.get()), sink);
            return Optional.empty();
        } catch (RaglineException e) {
            return Optional.of(e.code());
        }
    }
}
