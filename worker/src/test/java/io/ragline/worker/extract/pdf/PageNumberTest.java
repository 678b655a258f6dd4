package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PageNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"7", "- 7 -", "vii", "[VII]", "Page 7", "Seite 7 von 12", "7 / 12", "p. 7"})
    void a_number_may_stand_alone(String line) {
        assertThat(PageNumber.isLone(line)).isTrue();
        assertThat(PageNumber.in(line, 5)).first().extracting(PageNumber::ahead).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7 boats", "Chapter 7", "7, 8", "1.7", "mix"})
    void text_is_no_lone_number(String line) {
        assertThat(PageNumber.isLone(line)).isFalse();
    }

    @Test
    void numbers_at_the_edges_of_a_line_and_those_called_pages_count() {
        assertThat(PageNumber.in("12 The harbour of 1953, its boats 4", 1))
                .extracting(PageNumber::printed)
                .containsExactly("12", "4");
        assertThat(PageNumber.in("Report 2019, page 4 of 9, draft", 1))
                .extracting(PageNumber::printed)
                .containsExactly("4");
    }

    @Test
    void what_only_looks_roman_is_none() {
        assertThat(PageNumber.in("iiii", 1)).isEmpty();
        assertThat(PageNumber.in("xiv", 1)).extracting(PageNumber::ahead).containsExactly(13);
    }
}
