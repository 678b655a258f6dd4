package io.ragline.worker.extract.opendocument;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.EmbeddedObject;
import io.ragline.worker.extract.container.Xml;
import io.ragline.worker.extract.container.XmlException;
import io.ragline.worker.extract.container.ZipContainer;
import io.ragline.worker.extract.page.InfoBuilder;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads ODT (as one page), ODS (a page for each sheet) and ODP (a page for each slide). Charts and tables that are embedded
 * stand where they are shown.
 */
public final class OpenDocumentExtractor implements ContainerExtractor {
    private static final int LONGEST_MANIFEST = 4 << 20;

    private final int maxPages;

    public OpenDocumentExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        try (ZipContainer zip = ZipContainer.open(source.file())) {
            refuseEncrypted(zip);
            InfoBuilder info = new InfoBuilder();
            parse(zip, "meta.xml", new MetaText(info));
            sink.info(info.build());
            Styles styles = new Styles();
            parse(zip, "styles.xml", styles);
            PageWriter page = new PageWriter(sink, maxPages);
            if (!zip.has("content.xml")) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: its content is missing");
            }
            Content content = new Content(page, styles);
            content.objects(new Objects(zip, page, content, attachments)::insert);
            parse(zip, "content.xml", content);
            page.end();
        } catch (IOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: " + Damage.of(e), e);
        }
    }

    private static void parse(ZipContainer zip, String name, DefaultHandler handler) throws IOException {
        InputStream in = zip.open(name);
        if (in != null) {
            Xml.parse(in, handler);
        }
    }

    private static void refuseEncrypted(ZipContainer zip) throws IOException {
        try (InputStream in = zip.open("META-INF/manifest.xml")) {
            String manifest = in == null ? "" : new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8);
            if (manifest.contains("encryption-data")) {
                throw new RaglineException(
                        ErrorCode.DOCUMENT_ENCRYPTED,
                        "The document is encrypted; OpenDocument can't be opened with a password here");
            }
        }
    }

    /** What a document shows of other files within its ZIP. */
    private record Objects(ZipContainer zip, PageWriter page, Content holder, Attachments attachments) {
        private static final int DEEPEST = 3;

        void insert(String link) {
            String name = link.startsWith("./") ? link.substring(2) : link;
            try {
                if (zip.has(name + "/content.xml") && holder.depth() < DEEPEST) {
                    Styles styles = new Styles();
                    parse(zip, name + "/styles.xml", styles);
                    Content inner = holder.inner(styles);
                    inner.objects(new Objects(zip, page, inner, attachments)::insert);
                    parse(zip, name + "/content.xml", inner);
                } else if (zip.has(name)) {
                    try (InputStream in = zip.open(name)) {
                        EmbeddedObject.attach(
                                name, Math.max(1, page.number()), java.util.Objects.requireNonNull(in), attachments);
                    }
                }
            } catch (XmlException e) {
                page.warn(PageWarnings.unreadable(Math.max(1, page.number()), name, Damage.of(e)));
            } catch (IOException e) {
                page.warn(PageWarnings.attachmentUnreadable(Math.max(1, page.number()), name, Damage.of(e)));
            }
        }
    }
}
