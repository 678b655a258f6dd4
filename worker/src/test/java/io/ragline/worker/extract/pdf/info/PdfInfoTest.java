package io.ragline.worker.extract.pdf.info;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.DocumentInfo;
import io.ragline.model.DocumentInfo.OutlineEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDestinationNameTreeNode;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionGoTo;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDNamedDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.destination.PDPageFitDestination;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDDocumentOutline;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class PdfInfoTest {
    @TempDir
    Path folder;

    private final PDDocument document = new PDDocument();
    private final PDDocumentOutline outline = new PDDocumentOutline();

    @BeforeEach
    void addPages() {
        for (int i = 0; i < 4; i++) {
            document.addPage(new PDPage());
        }
    }

    @AfterEach
    void close() throws IOException {
        document.close();
    }

    @Test
    void a_document_that_says_nothing_has_no_info() throws IOException {
        assertThat(info()).isEqualTo(DocumentInfo.NONE);
    }

    @Test
    void title_author_language_and_date_are_read() throws IOException {
        document.getDocumentInformation().setTitle("  Of Boats\n and Quays ");
        document.getDocumentInformation().setAuthor("A. Mayor");
        document.getDocumentInformation().setCustomMetadataValue("CreationDate", "D:20200229130000+01'00'");
        document.getDocumentCatalog().setLanguage("en_gb");

        assertThat(info())
                .isEqualTo(new DocumentInfo(
                        "Of Boats and Quays", "A. Mayor", "en-GB", Instant.parse("2020-02-29T12:00:00Z"), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Microsoft Word - report.doc", "untitled", "report_final.docx", "  ", "..."})
    void what_a_program_put_in_is_no_title(String title) throws IOException {
        document.getDocumentInformation().setTitle(title);

        assertThat(info().title()).isNull();
    }

    @Test
    void xmp_is_asked_where_the_dictionary_is_silent() throws IOException {
        xmp("""
                <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
                    xmp:CreateDate="2021-03-04T05:06:07+02:00">
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">Quays &amp; Moles</rdf:li></rdf:Alt></dc:title>
                  <dc:creator><rdf:Seq><rdf:li>A. Mayor</rdf:li><rdf:li>B. Captain</rdf:li></rdf:Seq></dc:creator>
                  <dc:language><rdf:Bag><rdf:li>de</rdf:li></rdf:Bag></dc:language>
                </rdf:Description></rdf:RDF></x:xmpmeta>""");

        assertThat(info())
                .isEqualTo(new DocumentInfo(
                        "Quays & Moles", "A. Mayor", "de", Instant.parse("2021-03-04T03:06:07Z"), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "2021, 2021-01-01T00:00:00Z",
        "2021-03, 2021-03-01T00:00:00Z",
        "2021-03-04, 2021-03-04T00:00:00Z",
        "2021-03-04T05:06:07, 2021-03-04T05:06:07Z",
        "2021-03-04T05:06Z, 2021-03-04T05:06:00Z"
    })
    void xmp_dates_may_lack_parts(String written, Instant expected) throws IOException {
        Xmp xmp = Xmp.read(new ByteArrayInputStream(
                "<a xmlns:xmp='http://ns.adobe.com/xap/1.0/'><xmp:CreateDate>%s</xmp:CreateDate></a>"
                        .formatted(written)
                        .getBytes(StandardCharsets.UTF_8)));

        assertThat(xmp.created()).isEqualTo(expected);
    }

    @Test
    void an_entity_in_xmp_brings_in_no_file() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret");
        xmp("<!DOCTYPE a [<!ENTITY e SYSTEM \"%s\">]><a xmlns:dc=\"http://purl.org/dc/elements/1.1/\">"
                        .formatted(secret.toUri())
                + "<dc:title>&e;</dc:title></a>");

        assertThat(info().title()).isNull();
    }

    @Test
    void bookmarks_come_in_order_with_levels_and_pages() throws IOException {
        PDOutlineItem first = item("One", 0);
        PDOutlineItem within = item("Within one", 1);
        first.addLast(within);
        outline.addLast(first);
        PDOutlineItem byAction = item("Two", -1);
        PDActionGoTo go = new PDActionGoTo();
        go.setDestination(to(2));
        byAction.setAction(go);
        outline.addLast(byAction);
        PDOutlineItem byName = item("Three", -1);
        byName.setDestination(new PDNamedDestination("there"));
        outline.addLast(byName);
        outline.addLast(item("Nowhere", -1));
        PDDestinationNameTreeNode names = new PDDestinationNameTreeNode();
        names.setNames(Map.of("there", to(3)));
        PDDocumentNameDictionary all = new PDDocumentNameDictionary(document.getDocumentCatalog());
        all.setDests(names);
        document.getDocumentCatalog().setNames(all);

        assertThat(info().outline())
                .containsExactly(
                        new OutlineEntry(1, "One", 1),
                        new OutlineEntry(2, "Within one", 2),
                        new OutlineEntry(1, "Two", 3),
                        new OutlineEntry(1, "Three", 4),
                        new OutlineEntry(1, "Nowhere", null));
    }

    @Test
    void bookmarks_that_go_round_in_circles_are_read_once() throws IOException {
        PDOutlineItem one = item("One", 0);
        PDOutlineItem two = item("Two", 1);
        outline.addLast(one);
        outline.addLast(two);
        two.getCOSObject().setItem(COSName.NEXT, one.getCOSObject());
        one.getCOSObject().setItem(COSName.FIRST, two.getCOSObject());

        assertThat(info().outline()).extracting(OutlineEntry::title).containsExactly("One", "Two");
    }

    @Test
    void of_a_hundred_thousand_bookmarks_the_first_few_thousand_are_read() throws IOException {
        assertThat(infoOfChain(100_000, "Next").outline()).hasSize(Outline.MAX_ENTRIES);
    }

    @Test
    void deep_nesting_ends_at_the_deepest_level_that_is_read() throws IOException {
        assertThat(infoOfChain(10_000, "First").outline())
                .extracting(OutlineEntry::level)
                .hasSize(Outline.MAX_LEVEL)
                .isSorted();
    }

    @Test
    void giant_titles_are_cut() throws IOException {
        document.getDocumentInformation().setTitle("long ".repeat(1_000_000));
        for (int i = 0; i < 20; i++) {
            outline.addLast(item("x".repeat(200_000), 0));
        }

        DocumentInfo info = info();

        assertThat(info.title()).hasSizeBetween(400, PlainValues.MAX_LENGTH);
        assertThat(info.outline())
                .hasSize(20)
                .allSatisfy(entry -> assertThat(entry.title()).hasSize(PlainValues.MAX_LENGTH));
    }

    @Test
    void values_of_the_wrong_type_are_left_out() throws IOException {
        COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
        catalog.setItem(COSName.OUTLINES, new COSString("no outline"));
        catalog.setItem(COSName.METADATA, new COSDictionary());
        catalog.setItem(COSName.LANG, COSName.getPDFName("en"));
        document.getDocumentInformation().setCustomMetadataValue("CreationDate", "yesterday");

        assertThat(info().outline()).isEmpty();
        assertThat(info().created()).isNull();
    }

    /** Written by hand, since PDFBox itself can't save bookmarks that hang together by such a chain. */
    private static DocumentInfo infoOfChain(int length, String link) throws IOException {
        List<String> objects = new ArrayList<>(List.of(
                "<< /Type /Catalog /Pages 2 0 R /Outlines 3 0 R >>",
                "<< /Type /Pages /Count 0 /Kids [] >>",
                "<< /Type /Outlines /First 4 0 R >>"));
        for (int i = 0; i < length; i++) {
            String next = i + 1 < length ? "/%s %d 0 R".formatted(link, 5 + i) : "";
            objects.add("<< /Title (Item %d) %s >>".formatted(i, next));
        }
        StringBuilder file = new StringBuilder("%PDF-1.7\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append("%010d 00000 n \n".formatted(file.length()));
            file.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = file.length();
        file.append("xref\n0 %d\n%s".formatted(objects.size() + 1, table));
        file.append(
                "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n".formatted(objects.size() + 1, start));
        return info(file.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private PDOutlineItem item(String title, int page) {
        PDOutlineItem item = new PDOutlineItem();
        item.setTitle(title);
        if (page >= 0) {
            item.setDestination(to(page));
        }
        return item;
    }

    private PDPageFitDestination to(int page) {
        PDPageFitDestination destination = new PDPageFitDestination();
        destination.setPage(document.getPage(page));
        return destination;
    }

    private void xmp(String packet) throws IOException {
        document.getDocumentCatalog()
                .setMetadata(
                        new PDMetadata(document, new ByteArrayInputStream(packet.getBytes(StandardCharsets.UTF_8))));
    }

    /** Of the document as it is read back from its file. */
    private DocumentInfo info() throws IOException {
        if (outline.getCOSObject().containsKey(COSName.FIRST)) {
            document.getDocumentCatalog().setDocumentOutline(outline);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        document.save(out);
        return info(out.toByteArray());
    }

    private static DocumentInfo info(byte[] file) throws IOException {
        try (PDDocument read = Loader.loadPDF(file)) {
            List<PDPage> pages = new ArrayList<>();
            read.getPages().forEach(pages::add);
            return PdfInfo.of(read, pages);
        }
    }
}
