package io.ragline.worker.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Picture;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class DescribingExtractorTest {
    private static final Source SOURCE = Source.of(Path.of("a.pdf"), "application/pdf");
    private static final Box BOX = new Box(10, 20, 300, 200);

    @Test
    void a_description_takes_the_place_of_what_was_recognised() {
        RecordingSink sink = new RecordingSink();
        extractor(png -> "A chart of " + text(png)).extract(SOURCE, sink);

        assertThat(sink.outline())
                .containsExactly(
                        "PARAGRAPH: Words", "IMAGE: A chart of 1/1", "IMAGE: A chart of 1/2", "IMAGE: A chart of 2/1");
        assertThat(sink.blocks().get(1).lines()).containsExactly(new TextLine(0, "A chart of 1/1".length(), BOX));
        assertThat(sink.pages()).extracting(Page::label).containsExactly("i", "ii");
        assertThat(sink.warnings()).isEmpty();
    }

    @Test
    void an_image_that_is_not_described_keeps_its_text_and_its_page_is_named() {
        RecordingSink sink = new RecordingSink();
        extractor(png -> {
                    if (text(png).equals("2/1")) {
                        throw new NotDescribedException("it answered with HTTP status 500", null);
                    }
                    return "Described";
                })
                .extract(SOURCE, sink);

        assertThat(sink.outline())
                .containsExactly("PARAGRAPH: Words", "IMAGE: Described", "IMAGE: Described", "IMAGE: image on page 2");
        assertThat(sink.warnings())
                .containsExactly(new PageWarning(
                        2,
                        "IMAGE_NOT_DESCRIBED",
                        "The vision model has not described an image of the page: it answered with HTTP status 500"));
    }

    @Test
    void only_so_many_images_of_a_document_are_described() {
        RecordingSink sink = new RecordingSink();
        new DescribingExtractor(DescribingExtractorTest::read, png -> "Described", 1).extract(SOURCE, sink);

        assertThat(sink.outline())
                .filteredOn(block -> block.endsWith("Described"))
                .hasSize(1);
        assertThat(sink.warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.detail()).contains("only the first 1"));
    }

    @Test
    void a_document_can_be_cancelled_while_its_images_are_described() {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        ImageDescriber slow = png -> {
            asked.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return "never";
        };

        assertThatThrownBy(() -> extractor(slow).extract(SOURCE, new RecordingSink() {
                    @Override
                    public void waiting() {
                        if (asked.getCount() == 0) {
                            throw new IllegalStateException("cancelled");
                        }
                    }
                }))
                .hasMessage("cancelled");
        await().atMost(Duration.ofSeconds(10)).until(() -> interrupted.getCount() == 0);
    }

    private static DescribingExtractor extractor(ImageDescriber describer) {
        Extractor reader = (source, sink) -> read(source, sink);
        return new DescribingExtractor(reader, describer, 100);
    }

    private static void read(Source source, PageSink sink) {
        assertThat(sink.wantsPictures()).isTrue();
        sink.pages(2);
        sink.picture(new Picture(1, 2, bytes("1/2")));
        sink.picture(new Picture(1, 1, bytes("1/1")));
        sink.picture(new Picture(1, 0, bytes("of no image")));
        sink.picture(new Picture(1, 99, bytes("of no block")));
        sink.page(new Page(1, "i", 595, 842, List.of(TextBlock.paragraph("Words"), image(1), image(1))));
        sink.picture(new Picture(2, 0, bytes("2/1")));
        sink.page(new Page(2, "ii", 595, 842, List.of(image(2))));
    }

    private static TextBlock image(int page) {
        String text = "image on page " + page;
        return new TextBlock(Kind.IMAGE, 0, text, List.of(new TextLine(0, text.length(), BOX)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
