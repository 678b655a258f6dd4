package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.model.Chunk;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.Citation;
import io.ragline.model.PageBox;
import io.ragline.model.Passage;
import io.ragline.model.Relevance;
import io.ragline.model.Surroundings;
import io.ragline.worker.chunk.Chunker;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Pen;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.pdf.PdfExtractor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From words drawn at known places of a PDF, through reading and cutting, to the boxes of a citation. */
class CitationPlacesTest {
    private static final float SIZE = 11;
    private static final float LINE = 13.5f;

    /** What a box may be off where whole lines are cited: the ink of a letter and its width differ. */
    private static final float EXACT = 1.5f;

    /** And where it begins or ends within a line, which is estimated. */
    private static final float ESTIMATED = 5;

    private static final String[] PROSE = {
        "The harbour was built in the year of the great storm, when the old",
        "quay had been carried off and the fishing boats lay on the meadows",
        "behind the church. It took nine winters, and every house gave a man."
    };
    private static final String[] REST = {
        "In spring the masons came from the mainland with their own tools and",
        "were paid in salted herring. Nobody complained about the arrangement."
    };
    private static final String[] BROKEN = {
        "On the second day the harbour master read out the new regula-",
        "tions before the church, and most of the fishermen went home."
    };

    @TempDir
    Path folder;

    private PdfFixture pdf;

    @BeforeEach
    void start() {
        pdf = new PdfFixture();
    }

    @ParameterizedTest
    @EnumSource
    void whole_lines_are_cited_where_they_were_drawn(ChunkingStrategy strategy) throws IOException {
        pdf.page(pen -> pen.lines(70, 100, PROSE)).page(pen -> pen.lines(90, 300, REST));

        Citation citation = cite(strategy.defaults(), String.join(" ", REST));

        assertThat(citation.page()).isEqualTo(2);
        assertThat(citation.boxes()).hasSize(2);
        assertBox(citation.boxes().get(0), 2, 90, 300, width(REST[0]), EXACT);
        assertBox(citation.boxes().get(1), 2, 90, 300 + LINE, width(REST[1]), EXACT);
    }

    @Test
    void a_sentence_within_lines_is_cited_from_its_first_letter_to_its_last() throws IOException {
        pdf.page(pen -> pen.lines(70, 100, PROSE));
        String before = "behind the church. ";
        String sentence = "It took nine winters, and every house gave a man.";

        Citation citation = cite(ChunkingOptions.DEFAULT, sentence);

        assertThat(citation.quote()).isEqualTo(sentence);
        assertThat(citation.boxes()).hasSize(1);
        assertBox(citation.boxes().getFirst(), 1, 70 + width(before), 100 + 2 * LINE, width(sentence), ESTIMATED);
    }

    @Test
    void a_sentence_over_three_lines_has_a_box_on_each() throws IOException {
        pdf.page(pen -> pen.lines(70, 100, PROSE));
        String end = "behind the church.";

        Citation citation = cite(ChunkingOptions.DEFAULT, PROSE[0] + " " + PROSE[1] + " " + end);

        assertThat(citation.boxes()).hasSize(3);
        assertBox(citation.boxes().get(0), 1, 70, 100, width(PROSE[0]), EXACT);
        assertBox(citation.boxes().get(1), 1, 70, 100 + LINE, width(PROSE[1]), EXACT);
        assertBox(citation.boxes().get(2), 1, 70, 100 + 2 * LINE, width(end), ESTIMATED);
    }

    @Test
    void a_word_that_was_hyphenated_has_both_its_halves() throws IOException {
        pdf.page(pen -> pen.lines(70, 100, BROKEN));

        Citation citation = cite(ChunkingOptions.DEFAULT, "regulations");

        assertThat(citation.boxes()).hasSize(2);
        String before = BROKEN[0].substring(0, BROKEN[0].indexOf("regula-"));
        PageBox first = citation.boxes().getFirst();
        assertThat(first.x()).isCloseTo(70 + width(before), within(ESTIMATED));
        assertThat(first.x() + first.width()).isCloseTo(70 + width(BROKEN[0]), within(EXACT));
        assertBox(citation.boxes().get(1), 1, 70, 100 + LINE, width("tions"), ESTIMATED);
    }

    @Test
    void a_sentence_over_a_page_break_has_boxes_on_both_pages() throws IOException {
        pdf.page(pen -> pen.lines(70, 700, PROSE[0], PROSE[1])).page(pen -> pen.lines(70, 80, PROSE[2]));

        Citation citation = cite(ChunkingOptions.DEFAULT, PROSE[0] + " " + PROSE[1] + " behind the church.");

        assertThat(citation.page()).isEqualTo(1);
        assertThat(citation.boxes()).extracting(PageBox::page).containsExactly(1, 1, 2);
        assertBox(citation.boxes().get(2), 2, 70, 80, width("behind the church."), ESTIMATED);
    }

    @Test
    void a_sentence_over_a_column_break_has_boxes_in_both_columns() throws IOException {
        String[] left = left();
        pdf.page(pen -> {
            pen.lines(60, 100, left);
            pen.lines(
                    320,
                    100,
                    "the lamp before dusk and again when the",
                    "tide turned. The oil came from the north",
                    "in barrels of oak that the cooper mended",
                    "twice a year. He was a patient man who",
                    "never once complained of the weather.");
        });

        Citation citation = cite(
                ChunkingOptions.DEFAULT,
                "The keeper of the tower went up the stairs to trim the lamp before dusk and again when the tide turned.");

        assertThat(citation.boxes()).hasSize(4);
        float before = width("came in with the last light. ");
        assertBox(citation.boxes().get(0), 1, 60 + before, 100 + 3 * LINE, width("The keeper"), ESTIMATED);
        assertBox(citation.boxes().get(1), 1, 60, 100 + 4 * LINE, width(left[4]), EXACT);
        assertBox(citation.boxes().get(2), 1, 320, 100, width("the lamp before dusk and again when the"), EXACT);
        assertBox(citation.boxes().get(3), 1, 320, 100 + LINE, width("tide turned."), ESTIMATED);
    }

    private static String[] left() {
        return new String[] {
            "Every evening the harbour lay quiet but",
            "for the gulls, and the nets hung drying",
            "on the poles along the quay. The boats",
            "came in with the last light. The keeper",
            "of the tower went up the stairs to trim"
        };
    }

    @Test
    void the_cell_of_a_table_is_cited_within_its_rules() throws IOException {
        pdf.page(pen -> {
            pen.lines(70, 100, PROSE);
            ruledTable(pen);
        });

        Citation citation = cite(ChunkingOptions.DEFAULT, "Rotterdam");

        assertThat(citation.boxes()).hasSize(1);
        PageBox cell = citation.boxes().getFirst();
        assertThat(cell.x()).isBetween(199f, 206f);
        assertThat(cell.x() + cell.width()).isBetween(205 + width("Rotterdam") - EXACT, 321f);
        assertThat(cell.y()).isBetween(239f, 250f);
        assertThat(cell.y() + cell.height()).isBetween(255 - EXACT, 261f);
    }

    /** Three columns of 120 points from 80, rows of 20 points from 220. */
    private static void ruledTable(Pen pen) throws IOException {
        String[][] cells = {{"Ship", "Port", "Crew"}, {"Alma", "Rotterdam", "14"}, {"Berta", "Bergen", "9"}};
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                pen.text(85 + 120 * column, 234 + 20 * row, PdfFixture.REGULAR, SIZE, cells[row][column]);
            }
        }
        for (int i = 0; i <= 3; i++) {
            line(pen, 80, 220 + 20 * i, 440, 220 + 20 * i);
            line(pen, 80 + 120 * i, 220, 80 + 120 * i, 280);
        }
    }

    private static void line(Pen pen, float fromX, float fromY, float toX, float toY) throws IOException {
        pen.content().moveTo(fromX, 842 - fromY);
        pen.content().lineTo(toX, 842 - toY);
        pen.content().stroke();
    }

    private Citation cite(ChunkingOptions options, String quote) throws IOException {
        Path file = pdf.save(folder.resolve("drawn.pdf"));
        pdf.close();
        RecordingSink read = new RecordingSink();
        new PdfExtractor(100).extract(Source.of(file, "application/pdf"), read);
        List<Chunk> chunks = new ArrayList<>();
        Chunker chunker = Chunker.of(options, text -> text.split("\\s+").length, chunks::add);
        read.pages().forEach(chunker::accept);
        chunker.finish();
        Chunk chunk = chunks.stream()
                .filter(each -> each.text().contains(quote))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no chunk says \"" + quote + "\": " + chunks));
        int start = chunk.text().indexOf(quote);
        Passage passage = new Passage(
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                "drawn.pdf",
                chunk,
                Relevance.fused(1, null, null),
                Surroundings.NONE);
        return Citation.of(1, passage, start, start + quote.length(), 0, quote.length());
    }

    /** @param baseline downwards from the top of the page */
    private static void assertBox(PageBox box, int page, float x, float baseline, float width, float tolerance) {
        assertThat(box.page()).isEqualTo(page);
        assertThat(box.x()).isCloseTo(x, within(tolerance));
        assertThat(box.x() + box.width()).isCloseTo(x + width, within(tolerance));
        assertThat(box.y()).isBetween(baseline - SIZE, baseline - 0.65f * SIZE);
        assertThat(box.y() + box.height()).isBetween(baseline, baseline + 0.4f * SIZE);
    }

    private static float width(String text) throws IOException {
        return PdfFixture.REGULAR.getStringWidth(text) / 1000 * SIZE;
    }
}
