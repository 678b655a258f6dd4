package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Page;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.Formats;
import io.ragline.worker.extract.PackedFile;
import io.ragline.worker.extract.RecordingSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whether a child finds every library that a format needs. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(120)
class FormatsInChildTest {
    private static final ExtractionLimits LIMITS =
            new ExtractionLimits(128, Duration.ofSeconds(60), Duration.ofSeconds(30), 100, 16 << 20);
    private static final String MAIL =
            "From: a@example.org\nTo: b@example.org\nDate: Thu, 29 Feb 2024 11:00:00 +0100\nSubject: pumps\n";

    @TempDir
    Path folder;

    /** Writes a document. */
    private interface Writing {
        void to(OutputStream out) throws Exception;
    }

    private Path write(String name, Writing writing) throws Exception {
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            writing.to(out);
        }
        return file;
    }

    private static void book(Workbook book, OutputStream out) throws IOException {
        try (book) {
            book.createSheet("S").createRow(0).createCell(0).setCellValue("pumps in sheets");
            book.getSheetAt(0).getRow(0).createCell(1).setCellValue(7.25);
            book.write(out);
        }
    }

    private Path word() throws IOException {
        return PackedFile.word("<w:p><w:r><w:t>pumps in Word</w:t></w:r></w:p>").write(folder.resolve("a.docx"));
    }

    private static void protect(Path file, OutputStream out) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("sesame");
            try (OutputStream content = encryptor.getDataStream(container)) {
                Files.copy(file, content);
            }
            container.writeFilesystem(out);
        }
    }

    private List<Path> oneOfEach() throws Exception {
        List<Path> files = new ArrayList<>();
        files.add(word());
        files.add(write("a.xlsx", out -> book(new XSSFWorkbook(), out)));
        files.add(write("a.xls", out -> book(new HSSFWorkbook(), out)));
        files.add(write("a.pptx", out -> {
            try (XMLSlideShow show = new XMLSlideShow()) {
                show.createSlide().createTextBox().setText("pumps on slides");
                show.write(out);
            }
        }));
        files.add(write("a.ppt", out -> {
            try (HSLFSlideShow show = new HSLFSlideShow()) {
                show.createSlide().createTextBox().setText("pumps on slides");
                show.write(out);
            }
        }));
        files.add(write("secret.docx", out -> protect(word(), out)));
        files.add(PackedFile.openDocument("text", "", "<office:text><text:p>pumps in text</text:p></office:text>")
                .write(folder.resolve("a.odt")));
        files.add(PackedFile.empty()
                .with("mimetype", "application/epub+zip")
                .with("META-INF/container.xml", "<container><rootfile full-path=\"b.opf\"/></container>")
                .with(
                        "b.opf",
                        "<package><item id=\"a\" href=\"a.html\" media-type=\"application/xhtml+xml\"/><itemref idref=\"a\"/></package>")
                .with("a.html", "<p>pumps in books</p>")
                .write(folder.resolve("a.epub")));
        Map<String, String> texts = Map.of(
                "a.html", "<html><body><p>pumps in pages</p></body></html>",
                "a.rtf", "{\\rtf1 pumps in RTF}",
                "a.csv", "Part,Price\npumps,7\nvalves,8\n",
                "a.eml",
                        MAIL
                                + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>pumps</p>\n--x\n"
                                + "Content-Type: text/csv; name=a.csv\n\nPart,Price\npumps,7\n--x--\n",
                "a.md", "# pumps\n",
                "a.txt", "pumps\n");
        for (Map.Entry<String, String> text : texts.entrySet()) {
            files.add(Files.writeString(folder.resolve(text.getKey()), text.getValue()));
        }
        files.add(Files.write(
                folder.resolve("russian.txt"),
                "pumps: перед запуском насоса проверьте, что обратный клапан закрыт"
                        .getBytes(Charset.forName("KOI8-R"))));
        return files;
    }

    @Test
    void every_format_is_read_in_a_small_child_as_it_is_here() throws Exception {
        List<Path> files = oneOfEach();
        try (ExtractionPool pool = new ExtractionPool(LIMITS, PoolSize.ofMax(1))) {
            ChildExtractor child = new ChildExtractor(pool);
            for (Path file : files) {
                RecordingSink there = new RecordingSink();
                child.extract(new Source(file, Formats.mediaType(file), "sesame"), there);

                RecordingSink here = Formats.read(file, "sesame");
                assertThat(there.text())
                        .as(file.getFileName().toString())
                        .contains("pumps")
                        .isEqualTo(here.text());
                assertThat(there.pages())
                        .extracting(Page::label)
                        .isEqualTo(here.pages().stream().map(Page::label).toList());
                assertThat(there.said()).isEqualTo(here.said());
                assertThat(there.total()).isEqualTo(here.total());
            }
        }
    }

    @Test
    void no_driver_of_a_database_is_on_a_childs_class_path() {
        assertThat(ChildClassPath.find()).contains("poi", "jsoup", "tika").doesNotContainIgnoringCase("postgresql");
    }
}
