package io.ragline.worker.extract.pdf;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Page;
import io.ragline.worker.extract.PdfFixture;
import io.ragline.worker.extract.PdfFixture.Pen;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PdfRunningLinesTest {
    private static final String[] WORDS = {
        "harbour", "quay", "meadow", "church", "winter", "house", "storm", "boat", "mole", "mayor", "captain", "rope"
    };

    @TempDir
    Path folder;

    @BeforeAll
    static void useBundledFonts() {
        BundledFonts.install();
    }

    /** Draws page number {@code n}. */
    private interface NumberedDrawing {
        void draw(Pen pen, int n) throws IOException;
    }

    @Test
    void a_header_and_a_page_number_are_set_aside_and_the_number_is_the_label() throws IOException {
        RecordingSink read = read(5, (pen, n) -> {
            pen.text(70, 40, PdfFixture.REGULAR, 9, "Annual Report of the Harbour Board");
            prose(pen, n, 90);
            pen.text(290, 800, PdfFixture.REGULAR, 9, Integer.toString(n + 10));
        });

        assertThat(read.text())
                .doesNotContain("Harbour Board")
                .doesNotContain("13")
                .contains("Page three's own");
        assertThat(read.pages()).extracting(Page::label).containsExactly("11", "12", "13", "14", "15");
    }

    @Test
    void left_and_right_pages_may_have_headers_of_their_own() throws IOException {
        RecordingSink read = read(8, (pen, n) -> {
            if (n % 2 == 0) {
                pen.text(70, 40, PdfFixture.REGULAR, 9, n + "   A. Author");
            } else {
                pen.text(400, 40, PdfFixture.REGULAR, 9, "Of Boats and Quays   " + n);
            }
            prose(pen, n, 90);
        });

        assertThat(read.text()).doesNotContain("Author").doesNotContain("Of Boats");
        assertThat(read.pages().getLast().label()).isEqualTo("8");
    }

    @Test
    void the_header_of_a_short_chapter_goes_by_its_page_number() throws IOException {
        String[] chapters = {"The Quay", "The Quay", "The Storm", "The Mole", "The Mole"};
        RecordingSink read = read(5, (pen, n) -> {
            pen.text(70, 40, PdfFixture.REGULAR, 9, "%d  %s".formatted(n, chapters[n - 1]));
            prose(pen, n, 90);
        });

        assertThat(read.text()).doesNotContain("The Storm");
    }

    @Test
    void roman_numbers_count_as_well() throws IOException {
        String[] roman = {"iv", "v", "vi", "vii"};
        RecordingSink read = read(4, (pen, n) -> {
            prose(pen, n, 90);
            pen.text(290, 800, PdfFixture.REGULAR, 9, roman[n - 1]);
        });

        assertThat(read.pages()).extracting(Page::label).containsExactly("iv", "v", "vi", "vii");
        assertThat(read.text()).doesNotContain("vii");
    }

    @Test
    void the_title_that_every_page_of_a_report_begins_with_is_kept_once() throws IOException {
        RecordingSink read = read(5, (pen, n) -> {
            pen.text(70, 40, PdfFixture.REGULAR, 11, "Strong Schools");
            pen.text(70, 54, PdfFixture.REGULAR, 11, "Report of major contributions");
            prose(pen, n, 100);
        });

        assertThat(read.text().split("major contributions", -1)).hasSize(2);
        assertThat(read.pages().getFirst().blocks().getFirst().text()).contains("Strong Schools");
    }

    @Test
    void a_page_number_stands_out_from_other_numbers_at_the_edge() throws IOException {
        RecordingSink read = read(4, (pen, n) -> {
            prose(pen, n, 90);
            pen.text(70, 780, PdfFixture.REGULAR, 9, "1");
            pen.text(290, 800, PdfFixture.REGULAR, 9, Integer.toString(n + 4));
        });

        assertThat(read.pages()).extracting(Page::label).containsExactly("5", "6", "7", "8");
        assertThat(read.pages())
                .allSatisfy(page -> assertThat(page.blocks().getLast().text()).isEqualTo("1"));
    }

    @Test
    void forms_that_are_alike_keep_their_text() throws IOException {
        RecordingSink read = read(4, (pen, n) -> {
            pen.lines(
                    70, 60, "Application for a mooring", "Name of the boat", "Name of its owner", "Length", "Draught");
            pen.lines(70, 400, "Signature");
        });

        assertThat(read.pages())
                .allSatisfy(page -> assertThat(page.blocks())
                        .extracting(block -> block.text().replace('\n', ' '))
                        .anySatisfy(text -> assertThat(text).contains("Application for a mooring"))
                        .anySatisfy(text -> assertThat(text).contains("Signature")));
    }

    @Test
    void the_title_of_a_slide_stays_though_many_slides_have_it() throws IOException {
        RecordingSink read = read(5, (pen, n) -> {
            pen.text(70, 80, PdfFixture.REGULAR, 28, "Results");
            pen.text(70, 200, PdfFixture.REGULAR, 18, "• %s and %s".formatted(WORDS[n], WORDS[n + 1]));
            pen.text(70, 240, PdfFixture.REGULAR, 18, "• %s and %s".formatted(WORDS[n + 2], WORDS[n + 3]));
        });

        assertThat(read.outline()).filteredOn(line -> line.contains("Results")).hasSize(5);
    }

    @Test
    void the_header_row_of_a_table_over_several_pages_stays() throws IOException {
        RecordingSink read = read(4, (pen, n) -> {
            for (int row = 0; row < 30; row++) {
                float y = 60 + row * 22;
                pen.text(70, y, PdfFixture.REGULAR, 10, row == 0 ? "Boat" : WORDS[(n + row) % WORDS.length]);
                pen.text(250, y, PdfFixture.REGULAR, 10, row == 0 ? "Length" : Integer.toString(n * 7 + row * 13));
            }
        });

        assertThat(read.text().split("Boat", -1)).hasSize(5);
    }

    @Test
    void numbered_exercises_that_begin_each_page_stay() throws IOException {
        RecordingSink read = read(4, (pen, n) -> {
            pen.text(70, 80, PdfFixture.BOLD, 11, "Exercise " + n);
            prose(pen, n, 110);
        });

        assertThat(read.text()).contains("Exercise 1", "Exercise 4");
    }

    @Test
    void the_printed_number_is_found_in_what_is_marked_as_pagination() throws IOException {
        RecordingSink read = read(3, (pen, n) -> {
            prose(pen, n, 90);
            PDPropertyList pagination = PDPropertyList.create(new COSDictionary());
            pagination.getCOSObject().setName(COSName.TYPE, "Pagination");
            pen.content().beginMarkedContent(COSName.ARTIFACT, pagination);
            pen.text(70, 800, PdfFixture.REGULAR, 9, "Harbour Board, page " + (n + 2));
            pen.content().endMarkedContent();
        });

        assertThat(read.pages()).extracting(Page::label).containsExactly("3", "4", "5");
        assertThat(read.text()).doesNotContain("Board");
    }

    private static void prose(Pen pen, int n, float top) throws IOException {
        String[] names = {"one", "two", "three", "four", "five", "six", "seven", "eight"};
        String[] lines = new String[30];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "The %s and the %s of %s were seen from the %s in that year, %s"
                    .formatted(word(n, i), word(n, i + 1), word(n, i + 5), word(n, i * 3), word(n, i * 7));
        }
        lines[0] = "Page " + names[n - 1] + "'s own text begins with the " + word(n, 2);
        pen.lines(70, top, lines);
    }

    private static String word(int page, int place) {
        return WORDS[(page * 5 + place) % WORDS.length];
    }

    private RecordingSink read(int pages, NumberedDrawing drawing) throws IOException {
        Path file = folder.resolve("running.pdf");
        try (PdfFixture pdf = new PdfFixture()) {
            for (int n = 1; n <= pages; n++) {
                int number = n;
                pdf.page(pen -> drawing.draw(pen, number));
            }
            pdf.save(file);
        }
        RecordingSink sink = new RecordingSink();
        new PdfExtractor(5_000).extract(Source.of(file, "application/pdf"), sink);
        return sink;
    }
}
