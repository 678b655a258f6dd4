package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.ExtractionLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** PDFs whose objects lead a reader astray. */
class HostileTreesTest extends SiegeTesting {
    private static final String TEXT = "This is page 1";

    @Test
    void a_document_that_claims_billions_of_pages_is_refused() {
        read(HostileTrees.billionsOfPages())
                .failsWith(ErrorCode.DOCUMENT_TOO_MANY_PAGES)
                .saying("1,400,000,000 pages")
                .saying("5,000");
    }

    @Test
    void pages_that_a_small_tree_multiplies_are_refused_before_they_are_collected() {
        ExtractionLimits few =
                new ExtractionLimits(64, Duration.ofSeconds(60), Duration.ofSeconds(20), 1_000, 16 << 20);
        try (Siege narrow = siege(few)) {
            narrow.read(file(HostileTrees.multipliedPages().bytes()))
                    .failsWith(ErrorCode.DOCUMENT_TOO_MANY_PAGES)
                    .saying("1,120 pages");
            narrow.read(file(HostileTrees.uncountedPages(20_000).bytes()))
                    .failsWith(ErrorCode.DOCUMENT_TOO_MANY_PAGES)
                    .saying("more than 1,000");
        }
    }

    @Test
    void a_tree_of_pages_in_a_circle_gives_each_page() {
        read(HostileTrees.cyclicPages()).isRead().withText(TEXT).withoutWarnings();
        read(HostileTrees.cyclicParents()).isRead().withText(TEXT).withoutWarnings();
    }

    @Test
    void of_entries_that_lead_in_circles_the_page_among_them_is_read_and_the_others_are_told() {
        assertThat(read(HostileTrees.referencesInCircles())
                        .isRead()
                        .withText(TEXT)
                        .read()
                        .warnings())
                .extracting(PageWarning::code)
                .containsExactly("PAGES_MISSING");
    }

    @Test
    void a_page_below_a_hundred_thousand_nodes_is_found_by_other_means() {
        read(HostileTrees.deepPages()).isRead().withText(TEXT).withWarnings("PAGE_ORDER_UNKNOWN 1");
    }

    @Test
    void deep_arrays_and_dictionaries_make_a_file_unreadable() {
        read(HostileTrees.deepArray()).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
        read(HostileTrees.deepDictionary()).failsWith(ErrorCode.DOCUMENT_UNREADABLE);
    }

    @Test
    void deep_arrays_on_a_page_cost_that_page() {
        Siege.Outcome outcome = read(HostileTrees.deepArrayInContent()).isRead().withWarnings("PAGE_UNREADABLE 2");

        assertThat(outcome.read().text()).contains("The first page", "The third page");
    }

    @Test
    void outlines_labels_names_and_structure_in_circles_cost_nothing() {
        read(HostileTrees.cyclicOutlineAndLabels()).isRead().withText(TEXT).withoutWarnings();
        read(HostileTrees.cyclicStructure()).isRead().withText(TEXT).withoutWarnings();
    }

    @Test
    void cross_references_and_object_streams_in_circles_cost_nothing() {
        read(HostileTrees.xrefLoop()).isRead().withText(TEXT).withoutWarnings();
        read(HostileTrees.objectStreamLoop()).isRead().withText(TEXT).withoutWarnings();
    }

    @Test
    void a_stream_whose_length_is_itself_costs_its_page() {
        read(HostileTrees.lengthOfItself()).isRead().withWarnings("PAGE_UNREADABLE 1");
    }

    @Test
    void a_title_of_megabytes_is_not_needed() {
        read(HostileTrees.hugeString()).isRead().withText(TEXT).withoutWarnings();
    }

    @Test
    void names_and_numbers_of_megabytes_are_passed_over() {
        read(HostileTrees.hugeTokens()).isRead().withText("The second page").withoutWarnings();
    }
}
