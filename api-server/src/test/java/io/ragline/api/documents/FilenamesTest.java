package io.ragline.api.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilenamesTest {

    @ParameterizedTest
    @CsvSource({
        "report.pdf, report.pdf",
        "../../etc/passwd, passwd",
        "C:\\Users\\me\\plan.pdf, plan.pdf",
        "'  spaced.pdf ', spaced.pdf",
        "'a\tb\u0000c.txt', abc.txt",
        "'invoice\u202Efdp.exe', invoicefdp.exe",
        "'\u2028../../etc/passwd', passwd",
        "'a\u200B\u200F\uFEFF\u0085b.txt', ab.txt",
        "folder/, unnamed",
        ".., unnamed",
        "'', unnamed"
    })
    void tricks_are_taken_out_of_names(String given, String cleaned) {
        assertThat(Filenames.clean(given)).isEqualTo(cleaned);
    }

    @Test
    void a_missing_name_is_given_one() {
        assertThat(Filenames.clean(null)).isEqualTo("unnamed");
    }

    @Test
    void a_long_name_keeps_its_ending_and_whole_characters() {
        String cleaned = Filenames.clean("😀".repeat(200) + ".pdf");

        assertThat(cleaned.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(cleaned).endsWith("😀.pdf").doesNotContain("?");
    }

    @Test
    void half_a_character_is_none() {
        assertThat(Filenames.clean("half\uD83D.txt")).isEqualTo("half.txt");
    }

    @Test
    void an_endless_name_is_as_quick_to_clean_as_another() {
        String cleaned = Filenames.clean("ä".repeat(1_000_000) + ".pdf");

        assertThat(cleaned.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
        assertThat(cleaned).endsWith("ä.pdf");
    }
}
