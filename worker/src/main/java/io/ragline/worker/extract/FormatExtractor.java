package io.ragline.worker.extract;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.image.ImageExtractor;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.pdf.PdfExtractor;
import io.ragline.worker.extract.text.MarkdownExtractor;
import io.ragline.worker.extract.text.PlainTextExtractor;
import java.util.HashMap;
import java.util.Map;

/** Reads each format by the extractor for it, in this process. */
public final class FormatExtractor implements Extractor {
    private final Map<String, Extractor> byMediaType;

    FormatExtractor(Map<String, Extractor> byMediaType) {
        this.byMediaType = Map.copyOf(byMediaType);
    }

    /** Every format that Ragline reads, where no text in pictures can be recognised. */
    public static FormatExtractor ofAllFormats(int maxPages) {
        return ofAllFormats(maxPages, Ocr.NONE);
    }

    /** Every format that Ragline reads. */
    public static FormatExtractor ofAllFormats(int maxPages, Ocr ocr) {
        Map<String, Extractor> byMediaType = new HashMap<>(Map.of(
                "application/pdf", new PdfExtractor(maxPages, ocr),
                "text/plain", new PlainTextExtractor(),
                "text/markdown", new MarkdownExtractor()));
        ImageExtractor images = new ImageExtractor(maxPages, ocr);
        ImageExtractor.MEDIA_TYPES.forEach(type -> byMediaType.put(type, images));
        return new FormatExtractor(byMediaType);
    }

    @Override
    public void extract(Source source, PageSink sink) {
        Extractor extractor = byMediaType.get(source.mediaType());
        if (extractor == null) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_TYPE_UNSUPPORTED,
                    "Files of type %s can't be read".formatted(source.mediaType()));
        }
        extractor.extract(source, sink);
    }
}
