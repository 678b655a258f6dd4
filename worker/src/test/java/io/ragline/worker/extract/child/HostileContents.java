package io.ragline.worker.extract.child;

import io.ragline.worker.extract.RawPdf;

/** PDFs whose pages, when they are drawn, never end or never come back. */
final class HostileContents {
    private static final String FIRST = RawPdf.text("The first page");
    private static final String THIRD = RawPdf.text("The third page");

    private HostileContents() {}

    /** The second of three pages. */
    static RawPdf amid(String content) {
        return RawPdf.ofPages("", FIRST, content, THIRD);
    }

    /** Saves its state a million times, never to come back to it. */
    static RawPdf savesWithoutEnd(int times) {
        return amid("q ".repeat(times) + RawPdf.text("The second page"));
    }

    static RawPdf restoresWithoutEnd() {
        return amid("Q ".repeat(1_000_000) + RawPdf.text("The second page"));
    }

    static RawPdf beginsTextWithoutEnd() {
        return amid("BT ".repeat(1_000_000) + RawPdf.text("The second page"));
    }

    static RawPdf marksWithoutEnd() {
        return amid("/Span BMC ".repeat(300_000) + RawPdf.text("The second page"));
    }

    /** Operands for an operator that never comes. */
    static RawPdf operandsWithoutOperator() {
        return amid("1 ".repeat(1_000_000) + RawPdf.text("The second page"));
    }

    /** A form that draws itself. */
    static RawPdf recursiveForm() {
        return withForms(FIRST, "/X Do " + RawPdf.text("The second page"), THIRD).stream(
                20, form("/X 20 0 R"), "/X Do /X Do");
    }

    /** Two forms that draw each other. */
    static RawPdf mutualForms() {
        return withForms(FIRST, "/X Do " + RawPdf.text("The second page"), THIRD).stream(
                20, form("/X 21 0 R"), "/X Do /X Do")
                .stream(21, form("/X 20 0 R"), "/X Do /X Do");
    }

    /** Forty forms, each of which draws the next one ten times. */
    static RawPdf multipliedForms() {
        RawPdf pdf = withForms(FIRST, "/X Do", THIRD);
        for (int i = 0; i < 40; i++) {
            pdf.stream(20 + i, form("/X %d 0 R".formatted(21 + i)), "/X Do ".repeat(10));
        }
        return pdf.stream(60, form(""), RawPdf.text("At last"));
    }

    /** The same without a single letter at the end. */
    static RawPdf multipliedEmptyForms() {
        return multipliedForms().stream(60, form(""), "");
    }

    /** A field whose looks draw the field's looks. */
    static RawPdf recursiveAnnotation() {
        return RawPdf.ofPages("/Annots [20 0 R]", FIRST, "", THIRD).object(20, annotation(21)).stream(
                21, form("/X 21 0 R"), "/X Do BT /F1 12 Tf 5 5 Td (Filled in) Tj ET /X Do");
    }

    /** One whose looks have a font that can't be read. */
    static RawPdf brokenAnnotation() {
        return RawPdf.ofPages("/Annots [20 0 R]", FIRST, "", THIRD).object(20, annotation(21)).stream(
                        21,
                        "/Type /XObject /Subtype /Form /BBox [0 0 50 50] /Resources <</Font <</F1 22 0 R>>>>",
                        "BT /F1 12 Tf (Filled in) Tj ET")
                .object(22, "<</Type /Font /Subtype /Type0 /DescendantFonts 7>>");
    }

    private static String annotation(int appearance) {
        return "<</Type /Annot /Subtype /Widget /FT /Tx /Rect [100 100 200 200] /AP <</N %d 0 R>>>>"
                .formatted(appearance);
    }

    /** Ten thousand forms, each within the one before. */
    static RawPdf deepForms() {
        RawPdf pdf = withForms(FIRST, "/X Do", THIRD);
        int last = 10_100;
        for (int i = 100; i < last; i++) {
            pdf.stream(i, form("/X %d 0 R".formatted(i + 1)), "/X Do");
        }
        return pdf.stream(last, form(""), RawPdf.text("At last")).object(20, "<</Type /XObject /Subtype /Form>>");
    }

    /** A pattern that is painted with itself, and a Type 3 font whose letters are written in it. */
    static RawPdf recursivePatternAndFont() {
        String resources = "<</Font <</F1 3 0 R /T 21 0 R>> /Pattern <</P 20 0 R>>>>";
        return RawPdf.ofPages(
                "/Resources " + resources, FIRST, "/Pattern cs /P scn 0 0 500 500 re f BT /T 12 Tf (aa) Tj ET", THIRD)
                .stream(
                        20,
                        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 1 1] /XStep 1 /YStep 1"
                                + " /Resources " + resources,
                        "/Pattern cs /P scn 0 0 500 500 re f")
                .object(
                        21,
                        "<</Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 97"
                                + " /LastChar 97 /Widths [1] /CharProcs <</a 22 0 R>> /Encoding <</Differences [97 /a]>>"
                                + " /Resources " + resources + ">>")
                .stream(22, "", "1 0 d0 BT /T 12 Tf (aa) Tj ET");
    }

    /** More letters than a page can hold. */
    static RawPdf millionsOfLetters() {
        return amid("BT /F1 12 Tf " + "(%s) Tj ".formatted("a".repeat(1_000)).repeat(2_000) + "ET");
    }

    private static RawPdf withForms(String... contents) {
        return RawPdf.ofPages("/Resources <</Font <</F1 3 0 R>> /XObject <</X 20 0 R>>>>", contents);
    }

    private static String form(String forms) {
        return "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>> /XObject <<%s>>>>"
                .formatted(forms);
    }
}
