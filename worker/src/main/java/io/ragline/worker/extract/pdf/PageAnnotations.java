package io.ragline.worker.extract.pdf;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationRubberStamp;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationWidget;

/** What stands on a page without being drawn by it: what a form was filled in with, typed notes, stamps. */
final class PageAnnotations {
    /** A form with more fields on one page is none that a person fills in. */
    private static final int MAX_ANNOTATIONS = 2_000;

    private static final int MAX_DEPTH_OF_FIELDS = 20;
    private static final COSName BUTTON = COSName.getPDFName("Btn");

    private PageAnnotations() {}

    static List<PDAnnotation> withText(PDPage page) throws IOException {
        return page.getAnnotations(PageAnnotations::showsText).stream()
                .limit(MAX_ANNOTATIONS)
                .toList();
    }

    private static boolean showsText(PDAnnotation annotation) {
        if (annotation.isHidden() || annotation.isNoView()) {
            return false;
        }
        return annotation instanceof PDAnnotationRubberStamp
                || "FreeText".equals(annotation.getSubtype())
                || annotation instanceof PDAnnotationWidget && !isButton(annotation.getCOSObject());
    }

    /** Its caption is no text of the document, and the tick of a box is a letter of a symbol font. */
    private static boolean isButton(COSDictionary widget) {
        COSDictionary field = widget;
        for (int depth = 0; field != null && depth < MAX_DEPTH_OF_FIELDS; depth++) {
            COSBase type = field.getDictionaryObject(COSName.FT);
            if (type != null) {
                return BUTTON.equals(type);
            }
            field = field.getCOSDictionary(COSName.PARENT);
        }
        return false;
    }
}
