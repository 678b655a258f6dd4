package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.Attachments;
import io.ragline.worker.extract.ContainerExtractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.util.Locale;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.extractor.OldExcelExtractor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Reads XLS, like XLSX: a page for each sheet. The file is gone through twice, since it says behind a sheet's rows which of
 * its cells are merged. Of Excel 5 and 95 the values are read, a line for each.
 */
public final class XlsExtractor implements ContainerExtractor {
    private final int maxPages;

    public XlsExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink, Attachments attachments) {
        Container97.read(source, container -> {
            PageWriter page = new PageWriter(sink, maxPages);
            sink.info(Container97.info(container.getRoot()));
            if (container.getRoot().hasEntryCaseInsensitive("Workbook")) {
                SheetOverview overview = new SheetOverview();
                process(container, overview, overview);
                page.announce(Math.max(1, overview.sheets().size()));
                SheetRecords records = new SheetRecords(overview, page);
                FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(records, Locale.ROOT);
                records.formatBy(formats);
                process(container, formats, overview);
            } else {
                older(container, page);
            }
            page.end();
            Container97.embedded(container.getRoot(), "MBD", page, attachments);
        });
    }

    private static void process(POIFSFileSystem container, HSSFListener listener, SheetOverview overview)
            throws IOException {
        HSSFRequest request = new HSSFRequest();
        request.addListenerForAllRecords(listener);
        try {
            new HSSFEventFactory().processWorkbookEvents(request, container);
        } catch (EncryptedDocumentException e) {
            throw e;
        } catch (RuntimeException e) {
            if (listener == overview) {
                throw Container97.damaged(e); // it only looks, so that nothing else can have gone wrong
            }
            throw e;
        }
    }

    private static void older(POIFSFileSystem container, PageWriter page) throws IOException {
        try (OldExcelExtractor values = new OldExcelExtractor(container.getRoot())) {
            page.start(null);
            page.paragraph(values.getText());
        } catch (RuntimeException e) {
            throw Container97.damaged(e);
        }
    }
}
