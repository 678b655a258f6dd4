package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.ocr.InstalledTesseract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that are meant to be unpacked and drawn, since their text is to be recognised; needs Tesseract. */
class HostilePicturesTest extends SiegeTesting {

    @ParameterizedTest
    @ValueSource(strings = {"FlateDecode", "DCTDecode", "JPXDecode", "CCITTFaxDecode", "JBIG2Decode"})
    void a_picture_of_billions_of_dots_is_left_unread(String filter) {
        Siege.Outcome outcome =
                recognise(HostileStreams.hugeImage(filter).bytes()).isRead().withText("A page with a picture");

        assertThat(outcome.read().warnings())
                .extracting(PageWarning::code)
                .as("" + outcome.read().warnings())
                .contains("TEXT_NOT_RECOGNISED");
    }

    @Test
    void a_picture_that_unpacks_to_gigabytes_whatever_it_says_runs_out_of_memory() {
        recognise(HostileStreams.overfullImage(2_048).bytes()).failsWith(ErrorCode.EXTRACTION_OUT_OF_MEMORY);
    }

    private static Siege.Outcome recognise(byte[] hostile) {
        try (Siege reading = siege(LIMITS, InstalledTesseract.options())) {
            return reading.read(file(hostile));
        }
    }
}
