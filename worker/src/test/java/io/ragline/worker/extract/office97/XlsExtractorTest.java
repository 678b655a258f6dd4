package io.ragline.worker.extract.office97;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFClientAnchor;
import org.apache.poi.hssf.usermodel.HSSFComment;
import org.apache.poi.hssf.usermodel.HSSFRichTextString;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class XlsExtractorTest {
    @TempDir
    Path folder;

    private final HSSFWorkbook workbook = new HSSFWorkbook();

    @AfterEach
    void close() throws IOException {
        workbook.close();
        Biff8EncryptionKey.setCurrentUserPassword(null);
    }

    private void row(HSSFSheet sheet, int number, String first, double... values) {
        Row row = sheet.createRow(number);
        row.createCell(0).setCellValue(first);
        for (int i = 0; i < values.length; i++) {
            row.createCell(i + 1).setCellValue(values[i]);
        }
    }

    private Path save() throws IOException {
        Path file = folder.resolve("book.xls");
        try (OutputStream out = Files.newOutputStream(file)) {
            workbook.write(out);
        }
        return file;
    }

    @Test
    void sheets_are_pages_with_their_values_merged_cells_and_comments() throws IOException {
        HSSFSheet sheet = workbook.createSheet("Prices");
        row(sheet, 0, "Part");
        sheet.getRow(0).createCell(1).setCellValue("Price");
        sheet.getRow(0).createCell(2).setCellValue("Share");
        row(sheet, 1, "Valve", 7, 0.25);
        row(sheet, 2, "", 8);
        CellStyle percent = workbook.createCellStyle();
        percent.setDataFormat(workbook.createDataFormat().getFormat("0%"));
        sheet.getRow(1).getCell(2).setCellStyle(percent);
        sheet.getRow(2).createCell(2).setCellFormula("\"text \" & B2");
        workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        sheet.addMergedRegion(new CellRangeAddress(1, 2, 0, 0));
        HSSFComment comment = sheet.createDrawingPatriarch().createCellComment(new HSSFClientAnchor());
        comment.setString(new HSSFRichTextString("Without tax"));
        sheet.getRow(1).getCell(1).setCellComment(comment);

        RecordingSink read = Formats.read(save());

        assertThat(read.pages()).extracting(Page::label).containsExactly("Prices");
        assertThat(read.text())
                .contains("<th>Part</th><th>Price</th><th>Share</th>")
                .contains("<tr><td rowspan=\"2\">Valve</td><td>7<br>Comment: Without tax</td><td>25%</td></tr>")
                .contains("<tr><td>8</td><td>text 7</td></tr>");
    }

    @Test
    void a_hidden_sheet_is_left_out() throws IOException {
        row(workbook.createSheet("First"), 0, "One");
        row(workbook.createSheet("Secret"), 0, "Two");
        workbook.setSheetHidden(1, true);

        RecordingSink read = Formats.read(save());

        assertThat(read.text()).isEqualTo("One");
        assertThat(read.warnings())
                .extracting(warning -> warning.code())
                .containsExactly(PageWarnings.HIDDEN_PART_SKIPPED);
    }

    @Test
    void the_password_opens_it() throws IOException {
        row(workbook.createSheet("Secret"), 0, "Nobody may know");
        Biff8EncryptionKey.setCurrentUserPassword("sesame");
        Path file = save();

        assertThat(Formats.read(file, "sesame").text()).isEqualTo("Nobody may know");
        Formats.assertFails(file, null, ErrorCode.DOCUMENT_ENCRYPTED);
        Formats.assertFails(file, "barley", ErrorCode.DOCUMENT_ENCRYPTED);
    }

    @Test
    void one_with_a_hole_is_unreadable() throws IOException {
        HSSFSheet sheet = workbook.createSheet("S");
        for (int i = 0; i < 500; i++) {
            row(sheet, i, "some text " + i, i);
        }
        byte[] whole = Files.readAllBytes(save());
        Arrays.fill(whole, 2_000, 6_000, (byte) 0xff);

        Formats.assertFails(Files.write(folder.resolve("hole.xls"), whole), null, ErrorCode.DOCUMENT_UNREADABLE);
    }
}
