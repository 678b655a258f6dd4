package io.ragline.worker.ingest;

import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.PageWarnings;
import java.util.List;

/** Says why a document that was read has no text: what stood in the way on its pages, if anything did. */
final class NoText {
    private static final int MOST_TOLD = 3;

    private static final String ADVICE =
            " Scanned pages and images are read if Tesseract (tesseract-ocr) is installed where the worker runs, or a"
                    + " vision model is configured.";

    private NoText() {}

    /** @param warnings of its pages */
    static RaglineException because(List<PageWarning> warnings) {
        if (warnings.isEmpty()) {
            return new RaglineException(
                    ErrorCode.DOCUMENT_WITHOUT_TEXT, "The document has no text: its pages are blank or drawings only.");
        }
        StringBuilder detail = new StringBuilder("The document has no text.");
        for (PageWarning warning : warnings.subList(0, Math.min(MOST_TOLD, warnings.size()))) {
            detail.append(" Page %,d: %s".formatted(warning.page(), sentence(warning.detail())));
        }
        if (warnings.size() > MOST_TOLD) {
            detail.append(" There are %,d more such warnings.".formatted(warnings.size() - MOST_TOLD));
        }
        if (warnings.stream().anyMatch(NoText::needsRecognition)) {
            detail.append(ADVICE);
        }
        return new RaglineException(ErrorCode.DOCUMENT_WITHOUT_TEXT, detail.toString());
    }

    private static boolean needsRecognition(PageWarning warning) {
        return warning.equals(PageWarnings.withoutText(warning.page()));
    }

    private static String sentence(String detail) {
        return detail.endsWith(".") ? detail : detail + ".";
    }
}
