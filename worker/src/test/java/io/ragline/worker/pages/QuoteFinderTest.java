package io.ragline.worker.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Box;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Each line of a test's blocks is 10 points high and as wide as five points for each character, block under block. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuoteFinderTest {
    private int y;

    @Test
    void a_quote_over_two_lines_is_marked_on_both() {
        QuoteFinder finder = finder(paragraph("The keeper trims ", "the lamp at dusk."));

        assertThat(finder.find("The keeper trims the lamp at dusk."))
                .containsExactly(new Box(0, 0, 85, 10), new Box(0, 10, 85, 10));
    }

    @Test
    void of_a_line_only_the_words_of_the_quote_are_marked() {
        QuoteFinder finder = finder(paragraph("nnnnn nnnnn nnnnu nnnnn"));

        Box box = only(finder.find("nnnnu"));

        assertThat(box.x()).isCloseTo(60, within(2f));
        assertThat(box.x() + box.width()).isCloseTo(85, within(2f));
        assertThat(box.y()).isZero();
        assertThat(box.height()).isEqualTo(10);
    }

    @Test
    void the_characters_of_code_are_all_of_one_width() {
        QuoteFinder finder = finder(block(Kind.CODE, "iiii mmmm iiii"));

        Box box = only(finder.find("mmmm"));

        assertThat(box.x()).isCloseTo(25, within(0.1f));
        assertThat(box.width()).isCloseTo(20, within(0.1f));
    }

    @Test
    void a_quote_may_span_blocks() {
        QuoteFinder finder = finder(
                block(Kind.HEADING, "Care"), paragraph("Change the filter."), block(Kind.LIST_ITEM, "• Dust it."));

        assertThat(finder.find("Care Change the filter. • Dust it.")).hasSize(3);
    }

    @Test
    void spaces_hyphens_ligatures_accents_and_quotation_marks_make_no_difference() {
        QuoteFinder finder = finder(paragraph(
                "The e\ufb03cient work\u00ad", "\u00a0shop \u201cJ\u00f8rgen\u201d serves cafe\u0301 well-known."));

        assertThat(finder.find("EFFICIENT workshop")).hasSize(2);
        assertThat(finder.find("e-ffi-cient  work-\nshop")).hasSize(2);
        assertThat(finder.find("\"J\u00f8rgen\" serves caf\u00e9 well known")).hasSize(1);
    }

    @Test
    void whole_words_go_before_parts_of_words() {
        QuoteFinder finder = finder(paragraph("opinion"), paragraph("a pin"));

        assertThat(only(finder.find("pin")).y()).isEqualTo(10);
    }

    @Test
    void amid_a_word_a_quote_is_found_if_it_stands_nowhere_else() {
        QuoteFinder finder = finder(paragraph("文書を検索する方法"));

        assertThat(finder.find("検索")).hasSize(1);
    }

    @Test
    void every_place_where_it_stands_is_marked() {
        QuoteFinder finder = finder(paragraph("Total"), paragraph("other"), paragraph("Total"));

        assertThat(finder.find("total")).extracting(Box::y).containsExactly(0f, 20f);
    }

    @Test
    void in_a_table_the_text_counts_and_not_the_tags() {
        String html = "<table><tr><th>Brand &amp; make</th><td>R&amp;D; 5 &lt; 7</td></tr></table>";
        int cell = html.indexOf("R&amp;");
        TextBlock table = new TextBlock(
                Kind.TABLE,
                0,
                html,
                List.of(
                        new TextLine(html.indexOf("Brand"), html.indexOf("</th>"), new Box(0, 0, 50, 10)),
                        new TextLine(cell, html.indexOf("</td>"), new Box(50, 0, 50, 10))));
        QuoteFinder finder = finder(table);

        assertThat(finder.find("Brand & make")).containsExactly(new Box(0, 0, 50, 10));
        assertThat(finder.find("5 < 7")).containsExactly(new Box(50, 0, 50, 10));
        assertThat(finder.find("Brand & make R&D; 5 < 7")).hasSize(2);
        assertNotFound(finder, "td");
    }

    @Test
    void bars_between_cells_count_as_white_space() {
        QuoteFinder ruled =
                finder(table("<tr><td>Widget97</td><td>97.50</td><td>291</td></tr>", "Widget97", "97.50", "291"));
        QuoteFinder unruled = finder(paragraph("Widget97  97.50  291"));

        assertThat(ruled.find("Widget97 | 97.50 | 291")).hasSize(3);
        assertThat(ruled.find("97.50|291")).hasSize(2);
        assertThat(only(unruled.find("Widget97 | 97.50 | 291")).width()).isEqualTo(100);
    }

    @Test
    void a_row_is_found_though_its_quote_repeats_a_cell_that_spans_it() {
        QuoteFinder finder = finder(table(
                "<tr><th rowspan=2>Region</th><th colspan=2>Sales</th></tr><tr><th>2024</th><th>2025</th></tr>"
                        + "<tr><td rowspan=2>South</td><td>30</td><td>40</td></tr><tr><td>31</td><td>41</td></tr>",
                "Region",
                "Sales",
                "2024",
                "2025",
                "South",
                "30",
                "40",
                "31",
                "41"));

        assertThat(finder.find("South | 31 | 41")).extracting(Box::x).containsExactly(400f, 700f, 800f);
        assertThat(finder.find("Region | Sales / 2024 | Sales / 2025"))
                .extracting(Box::x)
                .containsExactly(0f, 100f, 200f, 300f);
        assertThat(finder.find("Region | Sales / 2024 | Sales / 2025\nSouth | 31 | 41"))
                .extracting(Box::x)
                .containsExactly(0f, 100f, 200f, 300f, 400f, 700f, 800f);
        assertNotFound(finder, "North | 31 | 41");
    }

    @Test
    void of_a_quote_that_goes_on_to_the_next_page_the_part_on_this_one_is_marked() {
        QuoteFinder finder = finder(
                paragraph("Something else entirely."),
                paragraph("Every ninety days the machine has to be descaled with"),
                paragraph("page 3"));

        assertThat(only(finder.find(
                                "Every ninety days the machine has to be descaled with citric acid, and never with vinegar."))
                        .y())
                .isEqualTo(10);
    }

    @Test
    void of_a_quote_that_began_on_the_page_before_the_part_on_this_one_is_marked() {
        QuoteFinder finder = finder(
                paragraph("Orbis manual"), paragraph("citric acid, and never with vinegar."), paragraph("More of it."));

        assertThat(only(finder.find(
                                "Every ninety days the machine has to be descaled with citric acid, and never with vinegar."))
                        .y())
                .isEqualTo(10);
    }

    @Test
    void right_to_left_lines_are_measured_from_the_right() {
        QuoteFinder finder = finder(paragraph("אבגד הוזח"));

        Box first = only(finder.find("אבגד"));

        assertThat(first.x()).isGreaterThan(22);
        assertThat(first.x() + first.width()).isCloseTo(45, within(0.1f));
    }

    @Test
    void what_does_not_stand_there_is_not_found() {
        QuoteFinder finder = finder(paragraph("The keeper trims the lamp at dusk."));

        assertNotFound(finder, "The keeper trims the lamp at dawn.");
        assertNotFound(finder, " - ");
    }

    @Test
    void a_page_without_text_has_no_quotes() {
        assertNotFound(finder(), "anything");
    }

    @Test
    void text_without_a_place_cannot_be_marked() {
        QuoteFinder finder = finder(TextBlock.paragraph("No lines."));

        assertNotFound(finder, "No lines.");
    }

    @Test
    void a_long_page_of_the_same_letter_is_searched_in_no_time() {
        QuoteFinder finder = finder(paragraph("a".repeat(3_000_000)));

        assertNotFound(finder, "b" + "a".repeat(3_998) + "c");
    }

    private static void assertNotFound(QuoteFinder finder, String quote) {
        assertThatThrownBy(() -> finder.find(quote))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.QUOTE_NOT_FOUND));
    }

    private static Box only(List<Box> boxes) {
        assertThat(boxes).hasSize(1);
        return boxes.getFirst();
    }

    private static QuoteFinder finder(TextBlock... blocks) {
        return new QuoteFinder(new Page(1, null, 500, 500, List.of(blocks)));
    }

    /** The cells' boxes stand side by side, 100 points apart. */
    private static TextBlock table(String html, String... cells) {
        List<TextLine> places = new ArrayList<>();
        for (String cell : cells) {
            int start = html.indexOf(">" + cell) + 1;
            places.add(new TextLine(start, start + cell.length(), new Box(100 * places.size(), 0, 90, 10)));
        }
        return new TextBlock(Kind.TABLE, 0, html, places);
    }

    private TextBlock paragraph(String... lines) {
        return block(Kind.PARAGRAPH, lines);
    }

    private TextBlock block(Kind kind, String... lines) {
        List<TextLine> places = new ArrayList<>();
        int offset = 0;
        for (String line : lines) {
            places.add(new TextLine(offset, offset + line.length(), new Box(0, y, 5 * line.length(), 10)));
            offset += line.length();
            y += 10;
        }
        return new TextBlock(kind, kind == Kind.HEADING ? 1 : 0, String.join("", lines), places);
    }
}
