package io.ragline.worker.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextLimitTest {
    private static Page page(int number, int characters) {
        return new Page(number, null, 0, 0, List.of(TextBlock.paragraph("x".repeat(characters))));
    }

    @Test
    void as_much_as_is_allowed_passes_and_more_does_not() {
        TextLimit limit = new TextLimit(100);
        limit.count(page(1, 60));
        limit.count(page(2, 40));

        assertThat(limit.characters()).isEqualTo(100);
        assertThatExceptionOfType(RaglineException.class)
                .isThrownBy(() -> limit.count(page(3, 1)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_TOO_LARGE))
                .withMessageContaining("max-characters");
    }
}
