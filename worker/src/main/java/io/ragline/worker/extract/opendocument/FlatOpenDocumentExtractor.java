package io.ragline.worker.extract.opendocument;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.Xml;
import io.ragline.worker.extract.page.InfoBuilder;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.nio.file.Files;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Reads OpenDocument as a single XML file, which holds all the parts in a row. */
public final class FlatOpenDocumentExtractor implements Extractor {
    private final int maxPages;

    public FlatOpenDocumentExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try {
            PageWriter page = new PageWriter(sink, maxPages);
            Xml.parse(Files.newInputStream(source.file()), new Parts(page, sink));
            page.end();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: " + Damage.of(e), e);
        }
    }

    /** Has each part read by the handler for it. */
    private static final class Parts extends DefaultHandler {
        private final PageSink sink;
        private final Styles styles = new Styles();
        private final Content content;
        private final InfoBuilder info = new InfoBuilder();
        private final MetaText meta = new MetaText(info);
        private DefaultHandler part = new DefaultHandler();

        Parts(PageWriter page, PageSink sink) {
            this.sink = sink;
            this.content = new Content(page, styles);
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (uri.endsWith(":office:1.0")) {
                switch (name) {
                    case "meta" -> part = meta;
                    case "body", "styles", "automatic-styles", "font-face-decls" -> part = content;
                    default -> {
                        // within a part
                    }
                }
            }
            part.startElement(uri, name, qualified, attributes);
        }

        @Override
        public void characters(char[] characters, int from, int length) throws SAXException {
            part.characters(characters, from, length);
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            part.endElement(uri, name, qualified);
            if (uri.endsWith(":office:1.0") && name.equals("meta")) {
                sink.info(info.build());
                part = new DefaultHandler();
            }
        }
    }
}
