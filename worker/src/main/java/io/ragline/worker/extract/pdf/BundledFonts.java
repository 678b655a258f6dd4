package io.ragline.worker.extract.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.OpenTypeFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for every font that a PDF doesn't embed, with the one that PDFBox brings along. To read text only widths and
 * encodings matter, which the PDF states; PDFBox's own mapper would search the machine's fonts first, which takes
 * seconds, and makes the outcome depend on the machine.
 */
public final class BundledFonts implements FontMapper {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private @Nullable TrueTypeFont font;

    private BundledFonts() {}

    /** From now on, no PDF read in this process looks for fonts on this machine. */
    public static void install() {
        FontMappers.set(new BundledFonts());
    }

    /** From now on, fonts that a PDF lacks are looked for on this machine: for pictures, where looks count. */
    public static void uninstall() {
        FontMappers.set(null);
    }

    /** Read when first needed: many PDFs embed all they use. */
    private synchronized TrueTypeFont font() {
        TrueTypeFont known = font;
        if (known == null) {
            known = read();
            font = known;
        }
        return known;
    }

    private static TrueTypeFont read() {
        try (InputStream in = FontMapper.class.getResourceAsStream(FONT)) {
            if (in == null) {
                throw new IllegalStateException("PDFBox's jar lacks " + FONT);
            }
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public FontMapping<TrueTypeFont> getTrueTypeFont(String baseFont, @Nullable PDFontDescriptor descriptor) {
        return new FontMapping<>(font(), true);
    }

    @Override
    public FontMapping<FontBoxFont> getFontBoxFont(String baseFont, @Nullable PDFontDescriptor descriptor) {
        return new FontMapping<>(font(), true);
    }

    @Override
    public CIDFontMapping getCIDFont(
            String baseFont, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
        return new CIDFontMapping((@Nullable OpenTypeFont) null, font(), true);
    }
}
