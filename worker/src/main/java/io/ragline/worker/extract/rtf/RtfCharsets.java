package io.ragline.worker.extract.rtf;

import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/** In which encoding text stands: that of the font at hand, else of the document. */
final class RtfCharsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final int MAX_FONTS = 10_000;

    /** What {@code \fcharset} stands for, as a Windows code page. */
    private static final Map<Integer, Integer> PAGES = Map.ofEntries(
            Map.entry(77, 10_000),
            Map.entry(128, 932),
            Map.entry(129, 949),
            Map.entry(130, 1361),
            Map.entry(134, 936),
            Map.entry(136, 950),
            Map.entry(161, 1253),
            Map.entry(162, 1254),
            Map.entry(163, 1258),
            Map.entry(177, 1255),
            Map.entry(178, 1256),
            Map.entry(186, 1257),
            Map.entry(204, 1251),
            Map.entry(222, 874),
            Map.entry(238, 1250),
            Map.entry(255, 437));

    private final Map<Integer, Charset> fonts = new HashMap<>();
    private Charset document = WINDOWS_1252;

    void document(int codePage) {
        document = page(codePage, document);
    }

    void font(int font, int charset) {
        Integer codePage = PAGES.get(charset);
        if (codePage != null && fonts.size() < MAX_FONTS) {
            fonts.put(font, page(codePage, document));
        }
    }

    Charset of(int font) {
        return fonts.getOrDefault(font, document);
    }

    private static Charset page(int codePage, Charset otherwise) {
        String name = switch (codePage) {
            case 932 -> "windows-31j";
            case 936 -> "GBK";
            case 949 -> "x-windows-949";
            case 950 -> "x-windows-950";
            case 874 -> "x-windows-874";
            case 1361 -> "x-Johab";
            case 10_000 -> "x-MacRoman";
            case 65_001 -> "UTF-8";
            case 437, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866 -> "IBM" + codePage;
            default -> "windows-" + codePage;
        };
        return Charset.isSupported(name) ? Charset.forName(name) : otherwise;
    }
}
