package io.ragline.worker.extract.office;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.ClientAnchor;
import org.apache.poi.ss.usermodel.Comment;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class XlsxExtractorTest {
    @TempDir
    Path folder;

    private static void row(Sheet sheet, int number, Object... values) {
        Row row = sheet.createRow(number);
        for (int i = 0; i < values.length; i++) {
            if (values[i] instanceof Number n) {
                row.createCell(i).setCellValue(n.doubleValue());
            } else if (values[i] instanceof String text) {
                row.createCell(i).setCellValue(text);
            }
        }
    }

    private Path save(XSSFWorkbook workbook) throws IOException {
        Path file = folder.resolve("book.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        return file;
    }

    @Test
    void cells_are_read_as_they_are_shown() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("Prices");
            row(sheet, 0, "Part", "Price", "Since", "Share");
            row(sheet, 1, "Valve", 7.5);
            CellStyle date = workbook.createCellStyle();
            date.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));
            Cell since = sheet.getRow(1).createCell(2);
            since.setCellValue(LocalDate.of(2024, 2, 29));
            since.setCellStyle(date);
            CellStyle percent = workbook.createCellStyle();
            percent.setDataFormat(workbook.createDataFormat().getFormat("0%"));
            Cell share = sheet.getRow(1).createCell(3);
            share.setCellFormula("B2/30");
            share.setCellStyle(percent);
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();

            RecordingSink read = Formats.read(save(workbook));

            assertThat(read.outline()).containsExactly("""
                            TABLE: <table>
                            <thead>
                            <tr><th>Part</th><th>Price</th><th>Since</th><th>Share</th></tr>
                            </thead>
                            <tbody>
                            <tr><td>Valve</td><td>7.5</td><td>2024-02-29</td><td>25%</td></tr>
                            </tbody>
                            </table>""");
        }
    }

    @Test
    void sheets_are_pages_by_name_and_a_hidden_one_is_left_out() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            row(workbook.createSheet("First"), 0, "One");
            row(workbook.createSheet("Secret"), 0, "Two");
            row(workbook.createSheet("Last"), 0, "Three");
            workbook.setSheetHidden(1, true);

            RecordingSink read = Formats.read(save(workbook));

            assertThat(read.pages()).extracting(Page::label).containsExactly("First", "Secret", "Last");
            assertThat(read.text()).contains("One", "Three").doesNotContain("Two");
            assertThat(read.warnings()).singleElement().satisfies(warning -> {
                assertThat(warning.code()).isEqualTo(PageWarnings.HIDDEN_PART_SKIPPED);
                assertThat(warning.detail()).contains("Secret");
            });
        }
    }

    @Test
    void merged_cells_are_spans_and_titles_stand_before_the_table() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("S");
            row(sheet, 0, "Sales of the year");
            row(sheet, 2, "Region", "2023", null, "2024");
            sheet.addMergedRegion(new CellRangeAddress(2, 2, 1, 2));
            row(sheet, 3, "North", 1, 2, 3);
            row(sheet, 4, null, 4, 5, 6);
            sheet.addMergedRegion(new CellRangeAddress(3, 4, 0, 0));

            RecordingSink read = Formats.read(save(workbook));

            assertThat(read.outline().getFirst()).isEqualTo("PARAGRAPH: Sales of the year");
            assertThat(read.outline().get(1))
                    .contains("<th>Region</th><th colspan=\"2\">2023</th><th>2024</th>")
                    .contains("<td rowspan=\"2\">North</td><td>1</td><td>2</td><td>3</td>")
                    .contains("<tr><td>4</td><td>5</td><td>6</td></tr>");
        }
    }

    @Test
    void comments_stand_in_their_cells() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            Sheet sheet = workbook.createSheet("S");
            row(sheet, 0, "Part", "Price");
            row(sheet, 1, "Valve", 7);
            ClientAnchor place = workbook.getCreationHelper().createClientAnchor();
            Comment comment = sheet.createDrawingPatriarch().createCellComment(place);
            comment.setString(workbook.getCreationHelper().createRichTextString("Without tax"));
            sheet.getRow(1).getCell(1).setCellComment(comment);

            assertThat(Formats.read(save(workbook)).text()).contains("<td>7<br>Comment: Without tax</td>");
        }
    }

    @Test
    void a_huge_sheet_comes_in_parts_with_its_header() throws IOException {
        Path file = folder.resolve("huge.xlsx");
        int rows = 20_000;
        try (SXSSFWorkbook workbook = new SXSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            Sheet sheet = workbook.createSheet("Data");
            row(sheet, 0, "Number", "Word");
            for (int i = 1; i <= rows; i++) {
                row(sheet, i, i, "word " + i);
            }
            workbook.write(out);
        }

        RecordingSink read = Formats.read(file);

        assertThat(read.pages()).hasSizeGreaterThan(3).allMatch(page -> page.number() == 1);
        assertThat(read.blocks()).allMatch(block -> block.text().contains("<tr><th>Number</th><th>Word</th></tr>"));
        assertThat(read.blocks()).allMatch(block -> block.text().length() < 40_000);
        assertThat(read.text().split("<td>word ", -1)).hasSize(rows + 1);
    }

    @Test
    void a_sheet_that_breaks_off_is_a_warning_and_the_rest_is_read() throws IOException {
        String main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        PackedFile file = PackedFile.office("xl/workbook.xml", "spreadsheetml.sheet.main")
                .with("xl/workbook.xml", """
                        <workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                        <sheets><sheet name="Bad" r:id="a"/><sheet name="Missing" r:id="x"/><sheet name="Good" r:id="b"/></sheets>
                        </workbook>""".formatted(main))
                .related("xl/workbook.xml", "a", "worksheet", "xl/a.xml")
                .related("xl/workbook.xml", "b", "worksheet", "xl/b.xml")
                .with(
                        "xl/a.xml",
                        "<worksheet xmlns=\"%s\"><sheetData><row><c t=\"str\"><v>Up to here</v></c></row><row>"
                                .formatted(main))
                .with(
                        "xl/b.xml",
                        "<worksheet xmlns=\"%s\"><sheetData><row><c t=\"str\"><v>Whole</v></c></row></sheetData></worksheet>"
                                .formatted(main));

        RecordingSink read = Formats.read(file.write(folder.resolve("book.xlsx")));

        assertThat(read.text()).contains("Up to here", "Whole");
        assertThat(read.warnings()).extracting(warning -> warning.page()).containsExactly(1, 2);
        assertThat(read.pages().getLast().number()).isEqualTo(3);
    }

    @Test
    void more_sheets_than_pages_are_allowed_are_refused() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook()) {
            for (int i = 0; i < 301; i++) {
                workbook.createSheet("S" + i);
            }

            Formats.assertFails(save(workbook), null, ErrorCode.DOCUMENT_TOO_MANY_PAGES);
        }
    }
}
