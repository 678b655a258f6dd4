package io.ragline.worker.extract.office;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.XmlException;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads PPTX: a page for each slide, with its title as heading, then its notes and comments. A hidden slide keeps its
 * number but is left out.
 */
public final class PptxExtractor implements ContainerExtractor {
    private final int maxPages;

    public PptxExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try (OfficePackage office = OfficePackage.open(source.file())) {
            String main = office.mainPart();
            sink.info(office.info());
            List<String> slides = slides(office, main);
            PageWriter page = new PageWriter(sink, maxPages);
            page.announce(Math.max(1, slides.size()));
            CommentAuthors authors = CommentAuthors.of(office, main);
            for (String slide : slides) {
                page.start(null);
                read(office, slide, authors, page, attachments);
            }
            page.end();
        } catch (IOException e) {
            throw Damaged.file(e);
        }
    }

    /** In the order in which they are shown. */
    private static List<String> slides(OfficePackage office, String main) throws IOException {
        Map<String, Relationship> relationships = office.relationships(main);
        List<String> slides = new ArrayList<>();
        office.parse(main, new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                if (name.equals("sldId")) {
                    String id = relationshipId(attributes);
                    Relationship slide = relationships.get(id);
                    slides.add(slide == null || slide.external() ? "missing slide " + id : slide.target());
                }
            }
        });
        return slides;
    }

    /** The slide has an id of its own as well. */
    static String relationshipId(Attributes attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals("id") && attributes.getURI(i).endsWith("/relationships")) {
                return attributes.getValue(i);
            }
        }
        return "";
    }

    private static void read(
            OfficePackage office, String slide, CommentAuthors authors, PageWriter page, Attachments attachments)
            throws IOException {
        if (!office.has(slide)) {
            page.warn(PageWarnings.unreadable(page.number(), "it is missing in the file"));
            return;
        }
        try {
            Insertions insertions = new Insertions(office, slide, page, attachments);
            SlideText text = new SlideText();
            office.parse(slide, text);
            if (text.isHidden()) {
                page.warn(PageWarnings.hidden(page.number(), "Slide " + page.number()));
                return;
            }
            text.writeTo(page, insertions);
            if (text.isCut()) {
                page.warn(PageWarnings.unreadable(page.number(), "it holds too much text, the rest is left out"));
            }
            notes(office, slide, page);
            for (String part : office.byType(slide, "comments").toList()) {
                CommentReader comments = new CommentReader(authors);
                office.parse(part, comments);
                comments.found().forEach(comment -> page.paragraph("Comment by " + comment));
            }
            insertions.otherEmbedded();
        } catch (XmlException e) {
            page.warn(PageWarnings.unreadable(page.number(), Objects.requireNonNull(e.getMessage())));
        }
    }

    private static void notes(OfficePackage office, String slide, PageWriter page) throws IOException {
        for (String part : office.byType(slide, "notesSlide").toList()) {
            SlideText notes = new SlideText();
            office.parse(part, notes);
            notes.writeNotesTo(page);
        }
    }
}
