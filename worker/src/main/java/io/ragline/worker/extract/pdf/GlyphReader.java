package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.pdf.table.Ruling;
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
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType3Font;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The glyphs of a page in the order in which its content draws them. Of {@link PDFTextStripper} it uses the finding of
 * glyphs (encodings, accents drawn apart), not the making of lines. What the producer marked as
 * pagination (running headers, page numbers) is kept apart.
 */
final class GlyphReader extends BoundedStripper {
    /** A hostile page can draw without end; no page that a person can read has as many glyphs. */
    static final int MAX_GLYPHS = 400_000;

    /** Some producers cut a picture into a strip for each row of pixels; more than this is no picture. */
    private static final int MAX_IMAGES = 4_000;

    private static final float FAR_OUTSIDE = 100_000;
    private static final int BOLD_WEIGHT = 600;

    /** Direction of text that runs down the page. */
    private static final int DOWNWARDS = 270;

    private static final float IDEOGRAPH_TOP = 0.88f;
    private static final float IDEOGRAPH_BOTTOM = 0.12f;

    private final Map<PDFont, Boolean> boldFonts = new IdentityHashMap<>();
    private int glyphs;
    private int markedContentDepth;
    private int paginationDepth;
    private final List<DrawnImage> images = new ArrayList<>();
    private final DrawnLines drawn = new DrawnLines();
    private boolean unknown;
    private final boolean keepsMargins;
    private final List<TextPosition> pagination = new ArrayList<>();
    private final List<TextPosition> annotations = new ArrayList<>();
    private boolean inAnnotation;
    private PageGeometry geometry = new PageGeometry(0, 0, 0);

    /** @param keepsMargins whether what is marked as pagination is text like any other */
    GlyphReader(boolean keepsMargins) {
        this.keepsMargins = keepsMargins;
        setShouldSeparateByBeads(false);
        setSuppressDuplicateOverlappingText(false);
        setStartPage(0);
    }

    /** Reads a page; its {@link #glyphs()} and {@link #images()} are valid until the next one is read. */
    void read(PDPage page) throws IOException {
        glyphs = 0;
        markedContentDepth = 0;
        paginationDepth = 0;
        images.clear();
        drawn.clear();
        unknown = false;
        boldFonts.clear();
        pagination.clear();
        annotations.clear();
        charactersByArticle.forEach(List::clear);
        geometry = PageGeometry.of(page);
        processPage(page);
    }

    /** Whether it shows letters of which the document doesn't say what they are. */
    boolean hasUnknownLetters() {
        return unknown;
    }

    /** The images that it draws, in that order. */
    List<DrawnImage> images() {
        return List.copyOf(images);
    }

    /** The lines that it draws, measured from the lower left corner of its crop box. */
    List<Ruling> lines(PDRectangle cropBox) {
        return drawn.lines(cropBox.getLowerLeftX(), cropBox.getLowerLeftY());
    }

    List<Glyph> glyphs() {
        List<Glyph> found = new ArrayList<>();
        charactersByArticle.forEach(article -> addGlyphs(article, found));
        return Overprints.removed(onPage(found));
    }

    /** The glyphs of form fields, notes and stamps. */
    List<Glyph> annotations() {
        List<Glyph> found = new ArrayList<>();
        addGlyphs(annotations, found);
        return Overprints.removed(onPage(found));
    }

    /** What stands beside the page is not shown. Where that is all there is, it's the page's box that is wrong. */
    private List<Glyph> onPage(List<Glyph> all) {
        List<Glyph> shown = all.stream().filter(geometry::holds).toList();
        return shown.isEmpty() ? all : shown;
    }

    /** The glyphs of what the producer marked as pagination. */
    List<Glyph> pagination() {
        List<Glyph> found = new ArrayList<>();
        addGlyphs(pagination, found);
        return found;
    }

    private void addGlyphs(List<TextPosition> positions, List<Glyph> found) {
        for (TextPosition position : positions) {
            Glyph glyph = glyph(position);
            if (glyph != null) {
                found.add(glyph);
            }
        }
    }

    private @Nullable Glyph glyph(TextPosition at) {
        String text = GlyphText.ofOneGlyph(GlyphText.clean(at.getUnicode()));
        float x = at.getXDirAdj();
        float baseline = at.getYDirAdj();
        float width = at.getWidthDirAdj();
        boolean placed = Math.abs(x) < FAR_OUTSIDE && Math.abs(baseline) < FAR_OUTSIDE && width < FAR_OUTSIDE;
        if (text.isEmpty() || !placed) {
            unknown |= at.getUnicode().indexOf(GlyphText.UNKNOWN) >= 0;
            return null;
        }
        float size = size(at);
        if (at.getFont().isVertical() && at.getDir() == 0) {
            return vertical(at, text, size);
        }
        float space = Math.clamp(at.getWidthOfSpace(), 0.1f * size, size);
        return new Glyph(text, Math.round(at.getDir()), x, baseline, width, size, space, bold(at.getFont()));
    }

    /** A column of vertical writing is a line that runs downwards, as if the page were turned. */
    private Glyph vertical(TextPosition at, String text, float size) {
        float top = at.getYDirAdj() - IDEOGRAPH_TOP * size;
        float baseline = geometry.width() - at.getXDirAdj() - IDEOGRAPH_BOTTOM * size;
        return new Glyph(text, DOWNWARDS, top, baseline, size, size, size, bold(at.getFont()));
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
        String text = position.getUnicode();
        if (text == null || text.isEmpty()) {
            return;
        }
        if (++glyphs > MAX_GLYPHS) {
            throw new PageTooLongException();
        }
        if (inAnnotation) {
            annotations.add(position);
        } else if (paginationDepth > 0 && !keepsMargins) {
            pagination.add(position);
        } else {
            super.processTextPosition(position);
        }
    }

    /** Called when the page itself is drawn. The lines are made from {@link #glyphs()} instead. */
    @Override
    protected void writePage() throws IOException {
        inAnnotation = true;
        try {
            for (PDAnnotation annotation : PageAnnotations.withText(getCurrentPage())) {
                show(annotation);
            }
        } finally {
            inAnnotation = false;
        }
    }

    private void show(PDAnnotation annotation) {
        try {
            showAnnotation(annotation);
        } catch (EndlessPageException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // it doesn't cost the page
            lose("a form field or a note is damaged");
        }
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
            case "BI" -> drawn(operator.getImageParameters(), null);
            case "Do" -> drawn(operands);
            default -> {
                if (!inAnnotation) {
                    drawn.read(operator.getName(), operands, getGraphicsState().getCurrentTransformationMatrix());
                }
            }
        }
        super.processOperator(operator, operands);
    }

    private void drawn(List<COSBase> operands) {
        if (!operands.isEmpty()
                && operands.getFirst() instanceof COSName name
                && getResources() != null
                && getResources().isImageXObject(name)) {
            COSDictionary objects = getResources().getCOSObject().getCOSDictionary(COSName.XOBJECT);
            COSStream stream = objects == null ? null : objects.getCOSStream(name);
            drawn(stream, stream);
        }
    }

    private void drawn(@Nullable COSDictionary image, @Nullable COSStream stream) {
        if (paginationDepth == 0 && !inAnnotation && image != null && images.size() < MAX_IMAGES) {
            images.add(DrawnImage.of(image, stream, getGraphicsState().getCurrentTransformationMatrix()));
        }
    }

    /** The page draws more than a page can hold. */
    static final class PageTooLongException extends EndlessPageException {
        private static final long serialVersionUID = 1L;

        PageTooLongException() {
            super("the page holds more than %,d characters".formatted(MAX_GLYPHS));
        }
    }
}
