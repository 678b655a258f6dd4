package io.ragline.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FileOutcomeTest {
    private static final Path FILE = Path.of("a.pdf");

    @Test
    void what_says_nothing_of_the_file_is_unacceptable() {
        assertThat(FileOutcome.hung(FILE, 1).isUnacceptable()).isTrue();
        assertThat(FileOutcome.failed(FILE, "POISONED", "", Map.of(), 1).isUnacceptable())
                .isTrue();
        assertThat(FileOutcome.failed(FILE, "INTERNAL_ERROR", "", Map.of(), 1).isUnacceptable())
                .isTrue();
        assertThat(FileOutcome.failed(FILE, "DOCUMENT_ENCRYPTED", "", Map.of(), 1)
                        .isUnacceptable())
                .isFalse();
        assertThat(FileOutcome.succeeded(FILE, Map.of("PAGE_UNREADABLE", 3), 1).isUnacceptable())
                .isFalse();
    }

    @Test
    void an_outcome_is_told_in_a_line() {
        assertThat(FileOutcome.succeeded(FILE, Map.of("B", 2, "A", 1), 1).inWords())
                .isEqualTo("succeeded: 1 × A, 2 × B");
        assertThat(FileOutcome.failed(FILE, "X", "why", Map.of("A", 1), 1).inWords())
                .isEqualTo("failed: X, 1 × A");
        assertThat(FileOutcome.hung(FILE, 1).inWords()).isEqualTo("hung");
    }
}
