package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.DocumentInfo;
import io.ragline.model.DocumentInfo.OutlineEntry;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class DocumentInfoFrameTest {
    private static final DocumentInfo INFO = new DocumentInfo(
            "Of Boats",
            null,
            "en-GB",
            Instant.parse("2020-02-29T12:00:00.5Z"),
            List.of(new OutlineEntry(1, "One", 4), new OutlineEntry(2, "Nowhere", null)));

    @TempDir
    Path folder;

    @Test
    void what_a_document_says_about_itself_survives_as_bytes() throws IOException {
        FrameCodec codec = new FrameCodec(10_000);

        assertThat(codec.decode(codec.encode(new Frame.Info(INFO)))).isEqualTo(new Frame.Info(INFO));
        assertThat(codec.decode(codec.encode(new Frame.Info(DocumentInfo.NONE))))
                .isEqualTo(new Frame.Info(DocumentInfo.NONE));
    }

    @Test
    void it_comes_out_of_a_child_process() throws IOException {
        Path file = folder.resolve("info.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            pdf.page(pen -> pen.lines(70, 100, "Words"));
            GregorianCalendar date = new GregorianCalendar(TimeZone.getTimeZone("UTC"));
            date.setTimeInMillis(Instant.parse("2020-02-29T12:00:00Z").toEpochMilli());
            pdf.document().getDocumentInformation().setTitle("Of Boats");
            pdf.document().getDocumentInformation().setCreationDate(date);
            pdf.save(file);
        }
        List<DocumentInfo> infos = new ArrayList<>();
        RecordingSink sink = new RecordingSink() {
            @Override
            public void info(DocumentInfo info) {
                infos.add(info);
            }
        };

        try (ExtractionPool pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1))) {
            new ChildExtractor(pool).extract(Source.of(file, "application/pdf"), sink);
        }

        assertThat(infos)
                .containsExactly(
                        new DocumentInfo("Of Boats", null, null, Instant.parse("2020-02-29T12:00:00Z"), List.of()));
    }
}
