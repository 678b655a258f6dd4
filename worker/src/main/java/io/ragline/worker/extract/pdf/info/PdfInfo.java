package io.ragline.worker.extract.pdf.info;

import io.ragline.model.DocumentInfo;
import io.ragline.model.DocumentInfo.OutlineEntry;
import java.io.IOException;
import java.util.Calendar;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** Reads what a document says about itself: from its information dictionary, else from its XMP metadata. */
public final class PdfInfo {
    private static final long LONGEST_DICTIONARY = 1 << 20;

    private final PDDocument document;

    private PdfInfo(PDDocument document) {
        this.document = document;
    }

    /**
     * Never throws: what can't be read is left out.
     *
     * @param pages of the document, in order
     */
    public static DocumentInfo of(PDDocument document, List<PDPage> pages) {
        return new PdfInfo(document).read(pages);
    }

    private DocumentInfo read(List<PDPage> pages) {
        PDDocumentInformation dictionary = dictionary();
        Xmp xmp = attempt(this::xmp).orElse(Xmp.NONE);
        List<OutlineEntry> outline = attempt(() -> Outline.of(catalog(), pages)).orElse(List.of());
        return new DocumentInfo(
                title(attempt(dictionary::getTitle).orElse(null), xmp.title()),
                first(attempt(dictionary::getAuthor).orElse(null), xmp.author()),
                language(
                        attempt(() -> document.getDocumentCatalog().getLanguage())
                                .orElse(null),
                        xmp.language()),
                attempt(dictionary::getCreationDate)
                        .map(Calendar::toInstant)
                        .flatMap(PlainValues::plausible)
                        .orElse(xmp.created()),
                outline);
    }

    /** One of megabytes says nothing that anybody wants, and may take more memory than there is. */
    private PDDocumentInformation dictionary() {
        boolean tooLong = document.getDocument().getTrailer().getItem(COSName.INFO) instanceof COSObject reference
                && bytes(reference) > LONGEST_DICTIONARY;
        return tooLong ? new PDDocumentInformation() : document.getDocumentInformation();
    }

    /** From where an object begins up to the next, or to the table of them all; 0 for one within a stream of objects. */
    private long bytes(COSObject object) {
        Long start = document.getDocument().getXrefTable().get(object.getKey());
        if (start == null || start < 0) {
            return 0;
        }
        long table = document.getDocument().getStartXref();
        long next = document.getDocument().getXrefTable().values().stream()
                .mapToLong(Long::longValue)
                .filter(offset -> offset > start)
                .min()
                .orElse(Long.MAX_VALUE);
        long end = Math.min(next, table > start ? table : Long.MAX_VALUE);
        return end == Long.MAX_VALUE ? 0 : end - start;
    }

    private COSDictionary catalog() {
        return document.getDocumentCatalog().getCOSObject();
    }

    private @Nullable Xmp xmp() throws IOException {
        var metadata = document.getDocumentCatalog().getMetadata();
        return metadata == null ? null : Xmp.read(metadata.createInputStream());
    }

    private static @Nullable String title(@Nullable String given, @Nullable String inXmp) {
        return PlainValues.title(given).or(() -> PlainValues.title(inXmp)).orElse(null);
    }

    private static @Nullable String first(@Nullable String given, @Nullable String inXmp) {
        return PlainValues.text(given).or(() -> PlainValues.text(inXmp)).orElse(null);
    }

    private static @Nullable String language(@Nullable String given, @Nullable String inXmp) {
        return PlainValues.language(given).or(() -> PlainValues.language(inXmp)).orElse(null);
    }

    /** These are courtesies: a file that breaks the rules here may be read well otherwise. */
    private static <T> Optional<T> attempt(Callable<? extends @Nullable T> reading) {
        try {
            return Optional.ofNullable(reading.call());
        } catch (Exception | StackOverflowError e) {
            return Optional.empty();
        }
    }
}
