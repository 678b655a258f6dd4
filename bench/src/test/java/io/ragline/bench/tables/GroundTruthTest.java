package io.ragline.bench.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import io.ragline.bench.tables.Grid.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GroundTruthTest {
    /** One table on two pages, in the competition's format. */
    private static final String STRUCTURE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <document filename="harbour.pdf">
              <table id="1">
                <region id="1" page="2" col-increment="0" row-increment="0">
                  <cell id="1" start-row="0" start-col="0" end-row="1">
                    <bounding-box x1="70" y1="700" x2="110" y2="720"/><content>Port</content>
                  </cell>
                  <cell id="2" start-row="0" start-col="1" end-col="2">
                    <bounding-box x1="150" y1="710" x2="250" y2="720"/><content>Ships &amp; boats</content>
                  </cell>
                  <cell id="3" start-row="1" start-col="1">
                    <bounding-box x1="150" y1="700" x2="190" y2="710"/><content>1910</content>
                  </cell>
                </region>
                <region id="2" page="3" col-increment="0" row-increment="2">
                  <cell id="4" start-row="0" start-col="0">
                    <bounding-box x1="70" y1="600" x2="110" y2="610"/><content>Lund</content>
                  </cell>
                </region>
              </table>
            </document>
            """;

    private static final String REGIONS =
            """
            <document filename="harbour.pdf">
              <table id="1">
                <region id="1" page="2"><bounding-box x1="65" y1="690" x2="255" y2="725"/></region>
              </table>
            </document>
            """;

    @TempDir
    Path folder;

    @Test
    void the_competition_s_structure_is_read_with_spans_pages_and_areas() throws IOException {
        write("harbour-str.xml", STRUCTURE);

        List<List<Part>> tables = IcdarXml.read(folder.resolve("harbour-str.xml"));

        assertThat(tables).hasSize(1);
        assertThat(tables.getFirst())
                .containsExactly(
                        new Part(
                                2,
                                new Area(70, 720, 250, 700, true),
                                new Grid(List.of(
                                        new Cell(0, 0, 2, 1, "Port"),
                                        new Cell(0, 1, 1, 2, "Ships & boats"),
                                        new Cell(1, 1, 1, 1, "1910")))),
                        new Part(
                                3,
                                new Area(70, 610, 110, 600, true),
                                new Grid(List.of(new Cell(0, 0, 1, 1, "Lund")))));
        assertThat(new Area(70, 720, 250, 700, true).downwards(800)).isEqualTo(new Area(70, 80, 250, 100, false));
    }

    @Test
    void nothing_that_the_xml_points_to_is_read() throws IOException {
        write("secret.txt", "secret");
        write(
                "harbour-str.xml",
                "<!DOCTYPE document [<!ENTITY x SYSTEM \"%s\">]><document><table><region page=\"1\"><cell><content>&x;"
                                .formatted(folder.resolve("secret.txt").toUri())
                        + "</content></cell></region></table></document>");

        assertThatThrownBy(() -> IcdarXml.read(folder.resolve("harbour-str.xml")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_file_belongs_to_the_pdf_of_its_name_or_the_longest_that_it_begins_with() throws IOException {
        for (String pdf : List.of("harbour.pdf", "harbour_old.pdf", "lamp.pdf")) {
            write(pdf, "");
        }
        write("csv/harbour.csv", "a,b\n");
        write("csv/harbour_old_2.csv", "c,d\n");
        write("csv/harbours.csv", "e,f\n");

        GroundTruth truth = GroundTruth.of(folder);

        assertThat(truth.tables())
                .extracting(t -> folder.relativize(t.source()) + " " + folder.relativize(t.pdf()))
                .containsExactlyInAnyOrder(
                        "csv/harbour.csv harbour.pdf", "csv/harbour_old_2.csv harbour_old.pdf");
        assertThat(truth.withoutPdf()).containsExactly(folder.resolve("csv/harbours.csv"));
        assertThat(truth.complete()).isEmpty();
    }

    @Test
    void of_files_that_say_the_same_the_one_that_says_more_counts() throws IOException {
        write("harbour.pdf", "");
        write("harbour-str.xml", STRUCTURE);
        write("harbour-reg.xml", REGIONS);
        write("csv/harbour.csv", "Port,Ships\n");

        GroundTruth truth = GroundTruth.of(folder);

        assertThat(truth.tables()).extracting(Expected::source).containsExactly(folder.resolve("harbour-str.xml"));
        assertThat(truth.complete()).containsExactly(folder.resolve("harbour.pdf"));
        assertThat(truth.regions().get(folder.resolve("harbour.pdf")))
                .containsExactly(new Part(2, new Area(65, 725, 255, 690, true), new Grid(List.of())));
    }

    @Test
    void tabula_s_json_gives_page_area_and_rows() throws IOException {
        write("harbour.pdf", "");
        write(
                "json/harbour.json",
                """
                [{"extraction_method":"lattice","page_number":3,"top":10.5,"left":20,"width":100,"height":50,
                  "data":[[{"top":10.5,"left":20,"width":50,"height":25,"text":"a"},
                           {"top":0,"left":0,"width":0,"height":0,"text":""}]]}]
                """);

        Part part = GroundTruth.of(folder).tables().getFirst().parts().getFirst();

        assertThat(part)
                .isEqualTo(new Part(
                        3,
                        new Area(20, 10.5, 120, 60.5, false),
                        new Grid(List.of(new Cell(0, 0, 1, 1, "a"), new Cell(0, 1, 1, 1, "")))));
    }

    @Test
    void quotes_in_csv_hold_commas_line_breaks_and_quotes() {
        assertThat(Csv.grid("\"a, \"\"b\"\"\nc\",d\r\ne,").cells())
                .containsExactly(
                        new Cell(0, 0, 1, 1, "a, \"b\"\nc"),
                        new Cell(0, 1, 1, 1, "d"),
                        new Cell(1, 0, 1, 1, "e"),
                        new Cell(1, 1, 1, 1, ""));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
