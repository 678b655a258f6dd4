package io.ragline.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.PageWarnings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NoTextTest {
    @Test
    void the_limit_that_was_hit_is_named_instead_of_a_program_to_install() {
        RaglineException why = NoText.because(
                List.of(PageWarnings.notRecognised(1, "its images have 900,000,000 pixels, which is too many")));

        assertThat(why.code()).isEqualTo(ErrorCode.DOCUMENT_WITHOUT_TEXT);
        assertThat(why.detail())
                .contains("Page 1:", "900,000,000 pixels, which is too many.")
                .doesNotContain("Tesseract");
    }

    @Test
    void a_scan_that_nothing_could_read_says_what_to_install() {
        assertThat(NoText.because(List.of(PageWarnings.withoutText(4))).detail())
                .contains("Page 4:", "Tesseract");
    }

    @Test
    void of_many_warnings_a_few_are_told_and_the_rest_counted() {
        List<PageWarning> many = IntStream.rangeClosed(1, 900)
                .mapToObj(page -> PageWarnings.unreadable(page, "it draws without end"))
                .toList();

        assertThat(NoText.because(many).detail())
                .contains("Page 3:", "897 more")
                .doesNotContain("Page 4:");
    }

    @Test
    void blank_pages_are_called_so() {
        assertThat(NoText.because(List.of()).detail()).contains("blank").doesNotContain("Tesseract");
    }
}
