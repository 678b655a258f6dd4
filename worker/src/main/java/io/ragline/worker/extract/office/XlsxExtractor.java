package io.ragline.worker.extract.office;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.XmlException;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.SheetWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads XLSX: a page for each sheet, labelled with its name, with its cells as they are shown; the values of formulas as
 * they were saved. Comments stand in their cells, charts behind them. A hidden sheet keeps its number but is left out.
 */
public final class XlsxExtractor implements ContainerExtractor {
    private final int maxPages;

    public XlsxExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try (OfficePackage office = OfficePackage.open(source.file())) {
            String main = office.mainPart();
            sink.info(office.info());
            Workbook workbook = new Workbook();
            office.parse(main, workbook);
            PageWriter page = new PageWriter(sink, maxPages);
            page.announce(Math.max(1, workbook.sheets().size()));
            SharedStrings strings = new SharedStrings();
            for (String part : office.byType(main, "sharedStrings").toList()) {
                office.parse(part, strings);
            }
            NumberFormats formats = new NumberFormats(workbook.from1904());
            for (String part : office.byType(main, "styles").toList()) {
                office.parse(part, formats);
            }
            Map<String, Relationship> relationships = office.relationships(main);
            for (Workbook.Sheet sheet : workbook.sheets()) {
                page.start(sheet.name());
                if (sheet.hidden()) {
                    page.warn(PageWarnings.hidden(page.number(), "Sheet " + sheet.name()));
                } else {
                    read(office, relationships.get(sheet.id()), strings, formats, page, attachments);
                }
            }
            page.end();
        } catch (IOException e) {
            throw Damaged.file(e);
        }
    }

    private static void read(
            OfficePackage office,
            @Nullable Relationship sheet,
            SharedStrings strings,
            NumberFormats formats,
            PageWriter page,
            Attachments attachments)
            throws IOException {
        if (sheet == null || sheet.external() || !office.has(sheet.target())) {
            page.warn(PageWarnings.unreadable(page.number(), "it is missing in the file"));
            return;
        }
        SheetWriter rows = new SheetWriter(page);
        try {
            Map<String, String> comments = CellComments.of(office, sheet.target());
            office.parse(
                    sheet.target(),
                    new SheetXml(strings, formats, comments, SheetAreas.of(office, sheet.target()), rows));
            rows.finish();
            // those on cells that hold nothing
            comments.forEach((place, comment) -> page.paragraph("Comment on %s: %s".formatted(place, comment)));
            insertions(office, sheet.target(), page, attachments);
        } catch (XmlException e) {
            rows.finish();
            page.warn(PageWarnings.unreadable(page.number(), Objects.requireNonNull(e.getMessage())));
        }
    }

    private static void insertions(OfficePackage office, String sheet, PageWriter page, Attachments attachments)
            throws IOException {
        new Insertions(office, sheet, page, attachments).otherEmbedded();
        List<String> drawings = office.byType(sheet, "drawing").toList();
        for (String drawing : drawings) {
            DrawingText text = new DrawingText();
            office.parse(drawing, text);
            text.paragraphs().forEach(page::paragraph);
            Insertions insertions = new Insertions(office, drawing, page, attachments);
            for (Relationship each : office.relationships(drawing).values()) {
                if (each.type().equals("chart")) {
                    insertions.chart(each.id());
                } else if (each.type().equals("diagramData")) {
                    insertions.diagram(each.id());
                }
            }
        }
    }
}
