package io.ragline.worker.extract.pdf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The glyphs of a page in the order in which its content draws them. Of {@link PDFTextStripper} it uses the finding of
 * glyphs (encodings, accents drawn apart, fake bold drawn twice), not the making of lines. What the producer marked as
 * pagination (running headers, page numbers) is left out.
 */
final class GlyphReader extends BoundedStripper {
    /** A hostile page can draw without end; no page that a person can read has as many glyphs. */
    static final int MAX_GLYPHS = 400_000;

    private static final float FAR_OUTSIDE = 100_000;
    private static final int BOLD_WEIGHT = 600;

    private final Map<PDFont, Boolean> boldFonts = new IdentityHashMap<>();
    private int glyphs;
    private int markedContentDepth;
    private int paginationDepth;
    private boolean images;

    GlyphReader() {
        setShouldSeparateByBeads(false);
        setSuppressDuplicateOverlappingText(true);
        setStartPage(0);
    }

    /** Reads a page; its {@link #glyphs()} and {@link #hasImages()} are valid until the next one is read. */
    void read(PDPage page) throws IOException {
        glyphs = 0;
        markedContentDepth = 0;
        paginationDepth = 0;
        images = false;
        boldFonts.clear();
        charactersByArticle.forEach(List::clear);
        processPage(page);
    }

    boolean hasImages() {
        return images;
    }

    List<Glyph> glyphs() {
        List<Glyph> found = new ArrayList<>();
        for (List<TextPosition> article : charactersByArticle) {
            for (TextPosition position : article) {
                Glyph glyph = glyph(position);
                if (glyph != null) {
                    found.add(glyph);
                }
            }
        }
        return found;
    }

    private @Nullable Glyph glyph(TextPosition at) {
        String text = GlyphText.clean(at.getUnicode());
        float x = at.getXDirAdj();
        float baseline = at.getYDirAdj();
        float width = at.getWidthDirAdj();
        boolean placed = Math.abs(x) < FAR_OUTSIDE && Math.abs(baseline) < FAR_OUTSIDE && width < FAR_OUTSIDE;
        if (text.isEmpty() || !placed) {
            return null;
        }
        float size = size(at);
        float space = Math.clamp(at.getWidthOfSpace(), 0.1f * size, size);
        return new Glyph(text, Math.round(at.getDir()), x, baseline, width, size, space, bold(at.getFont()));
    }

    private static float size(TextPosition at) {
        // a Type 3 font may be drawn in any unit, so that its size says nothing; its height does
        float size = at.getFont() instanceof PDType3Font ? at.getHeightDir() * 1.4f : Math.abs(at.getYScale());
        return Float.isFinite(size) ? Math.clamp(size, 0.5f, 2_000f) : 10f;
    }

    private boolean bold(PDFont font) {
        return boldFonts.computeIfAbsent(font, GlyphReader::looksBold);
    }

    private static boolean looksBold(PDFont font) {
        PDFontDescriptor descriptor = font.getFontDescriptor();
        if (descriptor != null && (descriptor.getFontWeight() >= BOLD_WEIGHT || descriptor.isForceBold())) {
            return true;
        }
        String name = font.getName();
        if (name == null) {
            return false;
        }
        String plain = name.substring(name.indexOf('+') + 1).toLowerCase(Locale.ROOT);
        return plain.contains("bold")
                || plain.contains("black")
                || plain.contains("heavy")
                || plain.contains("-medi")
                || plain.startsWith("cmbx")
                || plain.startsWith("sfbx")
                || plain.startsWith("ecbx");
    }

    @Override
    protected void processTextPosition(TextPosition position) {
        if (paginationDepth > 0 || position.getUnicode() == null) {
            return;
        }
        if (++glyphs > MAX_GLYPHS) {
            throw new PageTooLongException();
        }
        if (!position.getUnicode().isEmpty()) {
            super.processTextPosition(position);
        }
    }

    @Override
    protected void writePage() {
        // the lines are made from glyphs() instead
    }

    @Override
    public void beginMarkedContentSequence(COSName tag, @Nullable COSDictionary properties) {
        markedContentDepth++;
        if (paginationDepth == 0 && properties != null && isPagination(tag, properties)) {
            paginationDepth = markedContentDepth;
        }
        super.beginMarkedContentSequence(tag, properties);
    }

    private static boolean isPagination(COSName tag, COSDictionary properties) {
        return COSName.ARTIFACT.equals(tag) && "Pagination".equals(properties.getNameAsString(COSName.TYPE));
    }

    @Override
    public void endMarkedContentSequence() {
        if (paginationDepth == markedContentDepth) {
            paginationDepth = 0;
        }
        markedContentDepth = Math.max(0, markedContentDepth - 1);
        super.endMarkedContentSequence();
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        switch (operator.getName()) {
            case "BI" -> images = true;
            case "Do" -> images |= drawsImage(operands);
            default -> {}
        }
        super.processOperator(operator, operands);
    }

    private boolean drawsImage(List<COSBase> operands) {
        return !operands.isEmpty()
                && operands.getFirst() instanceof COSName name
                && getResources() != null
                && getResources().isImageXObject(name);
    }

    /** The page draws more than a page can hold. */
    static final class PageTooLongException extends EndlessPageException {
        private static final long serialVersionUID = 1L;

        PageTooLongException() {
            super("the page holds more than %,d characters".formatted(MAX_GLYPHS));
        }
    }
}
