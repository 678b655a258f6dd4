package io.ragline.worker.extract.pdf;

import static io.ragline.worker.extract.PdfFixture.BOLD;
import static io.ragline.worker.extract.PdfFixture.REGULAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Pen;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.util.Matrix;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PdfTablesTest {
    private static final String[] PROSE = {
        "The harbour was built in the year of the great storm, when the old quay had been carried",
        "off and the fishing boats lay on the meadows behind the church. It took nine winters, and",
        "every house gave a man, or the price of one, as the council had decided in the spring."
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    private interface Drawing {
        void draw(TablePen table, Pen pen) throws IOException;
    }

    private RecordingSink read(int rotation, Drawing... pages) throws IOException {
        try (PdfFixture pdf = new PdfFixture()) {
            for (Drawing page : pages) {
                pdf.page(rotation, pen -> page.draw(new TablePen(pen), pen));
            }
            RecordingSink sink = new RecordingSink();
            Path file = pdf.save(folder.resolve("table.pdf"));
            new PdfExtractor(10).extract(Source.of(file, "application/pdf"), sink);
            return sink;
        }
    }

    private List<TextBlock> blocks(Drawing page) throws IOException {
        return read(0, page).pages().getFirst().blocks();
    }

    private static List<String> tables(List<TextBlock> blocks) {
        return blocks.stream()
                .filter(b -> b.kind() == Kind.TABLE)
                .map(TextBlock::text)
                .toList();
    }

    private static List<Kind> kinds(List<TextBlock> blocks) {
        return blocks.stream().map(TextBlock::kind).toList();
    }

    private static void ships(TablePen table, float left, float top) throws IOException {
        float[] places = {left + 4, left + 104, left + 204};
        table.row(top + 14, places, BOLD, "Ship", "Length", "Crew");
        table.row(top + 34, places, "Alma", "31 m", "12");
        table.row(top + 54, places, "Berta", "28 m", "9");
        table.row(top + 74, places, "Cora & Co <old>", "", "14");
    }

    private static final String SHIPS = "<table><thead><tr><th>Ship</th><th>Length</th><th>Crew</th></tr></thead>"
            + "<tbody><tr><td>Alma</td><td>31 m</td><td>12</td></tr>"
            + "<tr><td>Berta</td><td>28 m</td><td>9</td></tr>"
            + "<tr><td>Cora &amp; Co &lt;old&gt;</td><td></td><td>14</td></tr></tbody></table>";

    @Test
    void a_ruled_table_becomes_html_with_its_header() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> ships(table.grid(70, 100, 4, 20, 3, 100), 70, 100));

        assertThat(tables(blocks)).containsExactly(SHIPS);
    }

    @Test
    void where_no_line_parts_cells_they_are_one_that_spans() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {74, 174, 274};
            // no line between the first two rows of the first column, nor above the last two columns' header
            table.across(100, 70, 370).across(120, 170, 370).across(140, 70, 370);
            table.across(160, 70, 370).across(180, 70, 370);
            table.down(70, 100, 180).down(170, 100, 180).down(270, 120, 180).down(370, 100, 180);
            table.row(124, places, "Port").row(114, new float[] {230}, "Ships in");
            table.row(134, places, "", "spring", "autumn");
            table.row(154, places, "Hamm", "12", "30").row(174, places, "Lund", "7", "9");
        });

        assertThat(tables(blocks))
                .containsExactly("<table><thead><tr><th rowspan=\"2\">Port</th><th colspan=\"2\">Ships in</th></tr>"
                        + "<tr><th>spring</th><th>autumn</th></tr></thead>"
                        + "<tbody><tr><td>Hamm</td><td>12</td><td>30</td></tr>"
                        + "<tr><td>Lund</td><td>7</td><td>9</td></tr></tbody></table>");
    }

    @Test
    void dashes_double_lines_and_missing_outer_borders_are_lines_all_the_same() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            for (int x = 70; x < 370; x += 5) {
                table.across(120, x, x + 3);
            }
            table.across(140, 70, 370).across(141.5f, 70, 370).across(160, 70, 370);
            table.down(170, 100, 180).down(270, 100, 180);
            ships(table, 70, 100);
        });

        assertThat(tables(blocks)).containsExactly(SHIPS);
    }

    @Test
    void the_edges_of_coloured_cells_are_lines() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            for (int r = 0; r < 4; r++) {
                for (int c = 0; c < 3; c++) {
                    table.area(70 + c * 100, 100 + r * 20, 99, 19, r % 2 == 0 ? 0.8f : 0.9f);
                }
            }
            ships(table, 70, 100);
        });

        assertThat(tables(blocks)).containsExactly(SHIPS);
    }

    @Test
    void a_cell_of_several_lines_is_read_whole() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {74, 174};
            table.across(100, 70, 370).across(120, 70, 370).across(160, 70, 370).across(180, 70, 370);
            table.down(70, 100, 180).down(170, 100, 180).down(370, 100, 180);
            table.row(114, places, BOLD, "Year", "What was built");
            table.row(134, places, "1821", "The mole, as far as the second");
            table.row(147, places, "", "lamp, and the customs house");
            table.row(174, places, "1822", "Nothing");
        });

        assertThat(tables(blocks).getFirst())
                .contains("<td>The mole, as far as the second lamp, and the customs house</td>");
    }

    @Test
    void rows_without_lines_between_them_are_parted_in_a_ruled_table() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {74, 174, 274};
            table.across(100, 70, 370).across(120, 70, 370).across(180, 70, 370);
            table.down(70, 100, 180).down(170, 100, 180).down(270, 100, 180).down(370, 100, 180);
            table.row(114, places, BOLD, "Ship", "Length", "Crew");
            table.row(134, places, "Alma", "31 m", "12").row(149, places, "Berta", "28 m", "9");
            table.row(164, places, "Cora & Co <old>", "", "14");
        });

        assertThat(tables(blocks)).containsExactly(SHIPS);
    }

    @Test
    void a_table_without_any_line_is_found_by_its_columns() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {70, 200, 280, 360};
            pen.lines(70, 80, PROSE);
            table.row(160, places, "Port", "Ships", "Tons", "Share");
            table.row(174, places, "Hamm", "12", "4,300", "31 %");
            table.row(188, places, "Lund and Malm", "7", "900", "6 %");
            table.row(202, places, "Oster", "118", "8,770", "63 %");
            pen.lines(70, 240, PROSE);
        });

        assertThat(kinds(blocks)).containsExactly(Kind.PARAGRAPH, Kind.TABLE, Kind.PARAGRAPH);
        assertThat(tables(blocks))
                .containsExactly("<table><thead><tr><th>Port</th><th>Ships</th><th>Tons</th><th>Share</th></tr></thead>"
                        + "<tbody><tr><td>Hamm</td><td>12</td><td>4,300</td><td>31 %</td></tr>"
                        + "<tr><td>Lund and Malm</td><td>7</td><td>900</td><td>6 %</td></tr>"
                        + "<tr><td>Oster</td><td>118</td><td>8,770</td><td>63 %</td></tr></tbody></table>");
    }

    @Test
    void the_rules_of_a_book_s_table_show_its_header_and_what_a_heading_spans() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {120, 230, 300, 390, 460};
            pen.text(70, 90, REGULAR, 10, "Table 3. Catch by port and season");
            table.line(70, 100, 500, 100, 1).line(70, 140, 500, 140, 0.5f).line(70, 200, 500, 200, 1);
            table.centred(113, new float[] {265, 425}, "Herring", "Cod");
            table.across(118, 210, 320).across(118, 370, 480);
            table.centred(132, places, "Port", "spring", "autumn", "spring", "autumn");
            table.centred(155, places, "Hamm", "12.5", "30.1", "8.8", "2.0");
            table.centred(170, places, "Lund", "7.5", "9.0", "", "1.7");
            table.centred(185, places, "Oster", "118.0", "95.4", "44.1", "39.2");
        });

        assertThat(tables(blocks))
                .containsExactly(
                        "<table><thead><tr><th rowspan=\"2\">Port</th><th colspan=\"2\">Herring</th>"
                                + "<th colspan=\"2\">Cod</th></tr>"
                                + "<tr><th>spring</th><th>autumn</th><th>spring</th><th>autumn</th></tr></thead>"
                                + "<tbody><tr><td>Hamm</td><td>12.5</td><td>30.1</td><td>8.8</td><td>2.0</td></tr>"
                                + "<tr><td>Lund</td><td>7.5</td><td>9.0</td><td></td><td>1.7</td></tr>"
                                + "<tr><td>Oster</td><td>118.0</td><td>95.4</td><td>44.1</td><td>39.2</td></tr></tbody></table>");
        assertThat(blocks.getFirst().text()).isEqualTo("Table 3. Catch by port and season");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 90, 180, 270})
    void a_table_is_found_however_page_and_text_are_turned(int turn) throws IOException {
        // drawn as a sheet that is turned back by the viewer
        RecordingSink read = read(turn, (table, pen) -> {
            pen.content().saveGraphicsState();
            float width = 595.276f;
            float height = 841.89f;
            pen.content()
                    .transform(
                            switch (turn) {
                                case 90 -> new Matrix(0, 1, -1, 0, width, 0);
                                case 180 -> new Matrix(-1, 0, 0, -1, width, height);
                                case 270 -> new Matrix(0, -1, 1, 0, 0, height);
                                default -> new Matrix();
                            });
            float down = turn % 180 == 0 ? 0 : height - width;
            ships(table.grid(70, 100 + down, 4, 20, 3, 100), 70, 100 + down);
            pen.content().restoreGraphicsState();
        });

        Page page = read.pages().getFirst();
        assertThat(tables(page.blocks())).containsExactly(SHIPS);
        TextLine ship = page.blocks().getFirst().lines().getFirst();
        assertThat(ship.box().x()).isBetween(73f, 75f);
        assertThat(ship.box().y()).isBetween(104f, 108f);
    }

    @Test
    void each_line_of_a_cell_says_where_its_text_stands() throws IOException {
        TextBlock block = blocks((table, pen) -> ships(table.grid(70, 100, 4, 20, 3, 100), 70, 100))
                .getFirst();

        assertThat(block.lines())
                .extracting(line -> block.text().substring(line.start(), line.end()))
                .containsExactly(
                        "Ship",
                        "Length",
                        "Crew",
                        "Alma",
                        "31 m",
                        "12",
                        "Berta",
                        "28 m",
                        "9",
                        "Cora &amp; Co &lt;old&gt;",
                        "14");
        TextLine crew = block.lines().getLast();
        assertThat(crew.box().x()).isBetween(273f, 275f);
        assertThat(crew.box().y()).isBetween(162f, 168f);
    }

    @Test
    void two_tables_on_a_page_are_two() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            ships(table.grid(70, 100, 4, 20, 3, 100), 70, 100);
            pen.lines(70, 220, PROSE);
            ships(table.grid(70, 300, 4, 20, 3, 100), 70, 300);
        });

        assertThat(kinds(blocks)).containsExactly(Kind.TABLE, Kind.PARAGRAPH, Kind.TABLE);
        assertThat(tables(blocks)).containsExactly(SHIPS, SHIPS);
    }

    @Test
    void a_table_beside_text_takes_nothing_of_it() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            for (int i = 0; i < 8; i++) {
                pen.text(40, 100 + i * 13, REGULAR, 10, "every house gave a man or the price of one");
            }
            float[] places = {320, 420, 490};
            table.row(110, places, "Port", "Ships", "Tons");
            table.row(125, places, "Hamm", "12", "4,300");
            table.row(140, places, "Lund", "7", "900");
            table.row(155, places, "Oster", "118", "8,770");
        });

        assertThat(tables(blocks)).hasSize(1);
        assertThat(tables(blocks).getFirst()).doesNotContain("house").contains("<td>Oster</td><td>118</td>");
        assertThat(blocks.stream().filter(b -> b.kind() != Kind.TABLE).map(TextBlock::text))
                .anyMatch(text -> text.contains("every house gave a man"))
                .noneMatch(text -> text.contains("Hamm"));
    }

    @Test
    void a_table_that_goes_on_has_its_header_on_each_page() throws IOException {
        Drawing page = (table, pen) -> ships(table.grid(70, 60, 4, 20, 3, 100), 70, 60);

        List<Page> pages = read(0, page, page).pages();

        assertThat(pages).extracting(p -> tables(p.blocks())).containsExactly(List.of(SHIPS), List.of(SHIPS));
    }

    @Test
    void the_dots_of_a_leader_are_no_text() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] places = {70, 250, 330};
            table.row(100, places, "", "1910", "1911");
            table.row(114, places, "Herring . . . . . . . . . . . . . . . .", "4,300", "4,410");
            table.row(128, places, "Cod, salted and dried . . . . . .", "900", "1,020");
            table.row(142, places, "Eel..............................................", "77", "64");
        });

        assertThat(tables(blocks).getFirst())
                .contains("<td>Herring</td><td>4,300</td>", "<td>Cod, salted and dried</td>", "<td>Eel</td>");
    }

    @Test
    void prose_in_two_columns_is_no_table() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            String[] left = {
                "The harbour was built in the year of",
                "the great storm, when the old quay",
                "had been carried off and the fishing",
                "boats lay on the meadows behind the",
                "church. It took nine winters, and all",
                "of the houses gave a man, or at least"
            };
            String[] right = {
                "the price of one, as the council had",
                "decided in the spring. Nobody asked",
                "who would pay for the lamps, and for",
                "years there were none, so that boats",
                "waited outside until the morning and",
                "came in with the light and the tide."
            };
            for (int i = 0; i < left.length; i++) {
                pen.text(60, 100 + 14 * i, REGULAR, 11, left[i]);
                pen.text(310, 100 + 14 * i, REGULAR, 11, right[i]);
            }
        });

        assertThat(tables(blocks)).isEmpty();
    }

    @Test
    void contents_lists_letterheads_formulas_and_code_are_no_tables() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            float[] contents = {70, 100, 480};
            table.row(60, contents, "1", "The old harbour", "3").row(74, contents, "2", "The storm", "9");
            table.row(88, contents, "3", "The mole and its lamps", "17").row(102, contents, "4", "Today", "31");
            table.row(116, contents, "5", "Sources", "44");
            float[] list = {70, 90};
            table.row(180, list, "1.", "Herring, salted").row(194, list, "2.", "Cod");
            table.row(208, list, "3.", "Eel, smoked").row(222, list, "4.", "Flounder");
            float[] head = {70, 230, 400};
            table.row(300, head, "Harbour Office", "Old Quay 7", "Telephone 12 34");
            table.row(314, head, "Department II", "Lund", "Mr. Halvorsen");
            float[] formula = {100, 140, 180, 220};
            table.row(400, formula, "x", "=", "a", "+ b");
            table.row(408, formula, "y", "=", "c", "- d");
            table.row(416, formula, "z", "=", "e", "+ f");
            float[] code = {70, 90, 110};
            table.row(500, code, "for (ship : ships) {").row(514, code, "", "if (ship.late()) {");
            table.row(528, code, "", "", "wait(ship);").row(542, code, "", "}").row(556, code, "}");
        });

        assertThat(tables(blocks)).isEmpty();
    }

    @Test
    void lines_that_frame_or_underline_text_make_no_table_of_it() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            pen.lines(80, 100, PROSE);
            table.grid(70, 80, 1, 80, 1, 460);
            pen.lines(70, 240, PROSE);
            table.across(242, 70, 200).across(255.5f, 90, 180);
            table.line(60, 40, 540, 40, 1).line(60, 800, 540, 800, 1);
        });

        assertThat(tables(blocks)).isEmpty();
        assertThat(blocks).hasSize(2);
    }

    @Test
    void a_page_of_a_million_lines_and_absurd_places_is_read_like_any_other() throws IOException {
        List<TextBlock> blocks = blocks((table, pen) -> {
            pen.lines(70, 100, PROSE);
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 1_000_000; i++) {
                lines.append(i % 600).append(' ').append(i % 800).append(" m ");
                lines.append(i % 3 == 0 ? i % 600 : 99999999)
                        .append(' ')
                        .append(i % 701)
                        .append(" l S\n");
            }
            lines.append("1e38 0 0 1e38 0 0 cm 5 5 m 9 9 l S 0 0 1e30 1e30 re f /nothing nix re f 1 re f h h s n\n");
            pen.content().appendRawCommands(lines.toString());
        });

        assertThat(blocks).extracting(TextBlock::text).containsExactly(String.join(" ", PROSE));
    }
}
