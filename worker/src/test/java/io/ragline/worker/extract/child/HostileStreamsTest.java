package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.worker.extract.ExtractionLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PDFs that are small until they are unpacked. */
class HostileStreamsTest extends SiegeTesting {
    private static final int GIGABYTE = 1_024;

    @Test
    void a_page_that_unpacks_to_gigabytes_runs_out_of_time() {
        try (Siege hurried = siege(limits(64, 6))) {
            hurried.read(file(HostileStreams.flateBomb(30 * GIGABYTE).bytes()))
                    .failsWith(ErrorCode.EXTRACTION_TIMED_OUT)
                    .saying("6 seconds");
        }
    }

    @Test
    void one_that_unpacks_twice_runs_out_of_memory() {
        read(HostileStreams.runLengthBomb(GIGABYTE))
                .failsWith(ErrorCode.EXTRACTION_OUT_OF_MEMORY)
                .saying("256 MB");
        read(HostileStreams.lzwBomb(150)).failsWith(ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    @Test
    void objects_that_unpack_to_gigabytes_are_given_up() {
        read(HostileStreams.objectStreamBomb(2 * GIGABYTE)).failsWith(ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    @Test
    void a_page_packed_in_ways_that_are_not_understood_costs_that_page() {
        Siege.Outcome twice =
                read(HostileStreams.doubleFlateBomb(GIGABYTE)).isRead().withWarnings("PAGE_UNREADABLE 2");
        read(HostileStreams.manyFilters()).isRead().withWarnings("PAGE_UNREADABLE 2");

        assertThat(twice.read().text()).contains("This is page 1", "This is page 3");
    }

    @Test
    void a_predictor_for_billions_of_columns_is_not_believed() {
        read(HostileStreams.hugePredictor()).isRead().withText("This is page 3");
    }

    @Test
    void pictures_of_billions_of_dots_are_not_believed() {
        for (String filter : new String[] {"FlateDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"}) {
            read(HostileStreams.hugeImage(filter))
                    .isRead()
                    .withText("A page with a picture")
                    .withWarnings("PAGE_WITHOUT_TEXT 2");
        }
        read(HostileStreams.hugeInlineImage())
                .isRead()
                .withText("The second page")
                .withoutWarnings();
    }

    @Test
    void object_streams_and_cross_references_of_billions_are_not_believed() {
        read(HostileStreams.hugeObjectStream())
                .isRead()
                .withText("This is page 1")
                .withoutWarnings();
        read(HostileStreams.hugeXrefStream())
                .isRead()
                .withText("This is page 1")
                .withoutWarnings();
    }

    @Test
    void fonts_that_are_broken_cost_a_part_of_their_page() {
        Siege.Outcome outcome = read(HostileStreams.brokenFonts()).isRead().withWarnings("PAGE_INCOMPLETE 2");

        assertThat(outcome.read().text()).contains("The first page", "The third page");
    }

    @Test
    void a_font_with_billions_of_widths_runs_out_of_memory() {
        try (Siege narrow = siege(limits(48, 20))) {
            narrow.read(file(HostileStreams.endlessWidths().bytes())).failsWith(ErrorCode.EXTRACTION_OUT_OF_MEMORY);
        }
    }

    private static ExtractionLimits limits(int heapMegabytes, int pageSeconds) {
        return new ExtractionLimits(
                heapMegabytes, Duration.ofSeconds(60), Duration.ofSeconds(pageSeconds), 5_000, 16 << 20);
    }
}
