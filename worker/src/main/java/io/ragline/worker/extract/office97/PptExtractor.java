package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.container.EmbeddedObject;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hslf.usermodel.HSLFObjectData;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hslf.usermodel.HSLFSlideShowImpl;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Reads PPT, like PPTX: a page for each slide. */
public final class PptExtractor implements ContainerExtractor {
    private final int maxPages;

    public PptExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        Container97.read(source, container -> {
            try (HSLFSlideShow show = open(container)) {
                sink.info(Container97.info(container.getRoot()));
                PageWriter page = new PageWriter(sink, maxPages);
                List<HSLFSlide> slides = show.getSlides();
                page.announce(Math.max(1, slides.size()));
                for (HSLFSlide slide : slides) {
                    page.start(null);
                    if (slide.isHidden()) {
                        page.warn(PageWarnings.hidden(page.number(), "Slide " + page.number()));
                    } else {
                        write(slide, page);
                    }
                }
                page.end();
                embedded(show, page, attachments);
            }
        });
    }

    private static HSLFSlideShow open(POIFSFileSystem container) throws IOException {
        try {
            return new HSLFSlideShow(new HSLFSlideShowImpl(container));
        } catch (EncryptedDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Container97.damaged(e);
        }
    }

    private static void write(HSLFSlide slide, PageWriter page) {
        SlideShapes shapes = new SlideShapes();
        try {
            shapes.read(slide);
        } catch (RuntimeException e) {
            page.warn(PageWarnings.unreadable(page.number(), "a shape is damaged: " + e));
        }
        shapes.writeTo(page);
    }

    private static void embedded(HSLFSlideShow show, PageWriter page, Attachments attachments) {
        int count = 0;
        for (HSLFObjectData object : show.getEmbeddedObjects()) {
            count++;
            String name = object.getFileName() == null ? "embedded object " + count : object.getFileName();
            try (InputStream content = object.getInputStream()) {
                EmbeddedObject.attach(name, page.number(), content, attachments);
            } catch (IOException e) {
                page.warn(PageWarnings.attachmentUnreadable(page.number(), name, Damage.of(e)));
            }
        }
    }
}
