package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.RawPdf;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PDFs with a page, amid good ones, that draws without end. */
class HostileContentsTest extends SiegeTesting {

    @Test
    void states_saved_without_end_cost_their_page() {
        onlyThePage(HostileContents.savesWithoutEnd(1_000_000));
    }

    @Test
    void what_is_unbalanced_by_the_million_costs_nothing() {
        all(HostileContents.restoresWithoutEnd());
        all(HostileContents.beginsTextWithoutEnd());
        all(HostileContents.marksWithoutEnd());
        all(HostileContents.operandsWithoutOperator());
    }

    @Test
    void forms_that_draw_themselves_or_each_other_are_drawn_once() {
        all(HostileContents.recursiveForm());
        all(HostileContents.mutualForms());
    }

    @Test
    void forms_that_multiply_cost_their_page() {
        onlyThePage(HostileContents.multipliedForms());
        ExtractionLimits patient =
                new ExtractionLimits(256, Duration.ofSeconds(60), Duration.ofSeconds(50), 5_000, 16 << 20);
        try (Siege other = siege(patient)) {
            onlyThePage(other.read(file(HostileContents.multipliedEmptyForms().bytes())));
        }
    }

    @Test
    void forms_deep_within_each_other_are_left_at_some_depth() {
        read(HostileContents.deepForms()).isRead().withText("The third page").withoutWarnings();
    }

    @Test
    void patterns_and_letters_that_draw_themselves_are_drawn_once() {
        read(HostileContents.recursivePatternAndFont())
                .isRead()
                .withText("The third page")
                .withoutWarnings();
    }

    @Test
    void annotations_that_draw_themselves_are_drawn_once() {
        read(HostileContents.recursiveAnnotation())
                .isRead()
                .withText("Filled in")
                .withText("The third page")
                .withoutWarnings();
    }

    @Test
    void a_broken_annotation_costs_no_more_than_itself() {
        read(HostileContents.brokenAnnotation())
                .isRead()
                .withText("The first page")
                .withText("The third page")
                .withWarnings("PAGE_INCOMPLETE 1", "PAGE_INCOMPLETE 2", "PAGE_INCOMPLETE 3");
    }

    @Test
    void more_letters_than_a_page_can_hold_cost_that_page() {
        onlyThePage(HostileContents.millionsOfLetters());
    }

    private static void onlyThePage(RawPdf hostile) {
        onlyThePage(read(hostile));
    }

    private static void onlyThePage(Siege.Outcome outcome) {
        outcome.isRead().withWarnings("PAGE_UNREADABLE 2");
        assertThat(outcome.read().pages()).hasSize(3);
        assertThat(outcome.read().text()).contains("The first page", "The third page");
    }

    private static void all(RawPdf hostile) {
        Siege.Outcome outcome = read(hostile).isRead().withoutWarnings();
        assertThat(outcome.read().text()).contains("The first page", "The second page", "The third page");
    }
}
