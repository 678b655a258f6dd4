package io.ragline.worker.extract.office;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads DOCX as one page, number 1: where a page ends is up to the program that shows it. Headings by their outline
 * level, lists with their numbers; notes and comments behind the paragraph that they belong to; charts as tables.
 */
public final class DocxExtractor implements ContainerExtractor {
    private final int maxPages;

    public DocxExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try (OfficePackage office = OfficePackage.open(source.file())) {
            String main = office.mainPart();
            sink.info(office.info());
            PageWriter page = new PageWriter(sink, maxPages);
            page.start(null);
            Insertions insertions = new Insertions(office, main, page, attachments);
            office.parse(
                    main,
                    new WordText(
                            page,
                            read(office, main, "styles", new WordStyles()),
                            read(office, main, "numbering", new WordNumbering()),
                            new WordText.Notes(
                                    read(office, main, "footnotes", new WordNotes()),
                                    read(office, main, "endnotes", new WordNotes()),
                                    read(office, main, "comments", new WordNotes())),
                            insertions));
            page.end();
        } catch (IOException e) {
            throw Damaged.file(e);
        }
    }

    private static <H extends DefaultHandler> H read(OfficePackage office, String main, String type, H handler)
            throws IOException {
        for (String part : office.byType(main, type).toList()) {
            office.parse(part, handler);
        }
        return handler;
    }
}
