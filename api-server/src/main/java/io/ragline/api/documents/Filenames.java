package io.ragline.api.documents;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes file names that callers send fit to be kept and shown. */
final class Filenames {
    private static final int MAX_BYTES = 255;
    private static final String NAMELESS = "unnamed";
    /** Of a longer name only the end counts, so that no name takes long to be cleaned. */
    private static final int LONGEST_LOOKED_AT = 4_096;
    /** Controls, formats (with bidi's and zero widths), line and paragraph separators, halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");

    private static final Pattern LAST_PART = Pattern.compile("(?s)^.*[/\\\\]");

    private Filenames() {}

    /** The last part of the path, without control, bidi and other unseen characters, of at most 255 bytes. */
    static String clean(@Nullable String given) {
        if (given == null) {
            return NAMELESS;
        }
        String end = given.substring(Math.max(0, given.length() - LONGEST_LOOKED_AT));
        String name = LAST_PART
                .matcher(UNSEEN.matcher(Normalizer.normalize(end, Normalizer.Form.NFC))
                        .replaceAll(""))
                .replaceFirst("")
                .strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return NAMELESS;
        }
        return shorten(name);
    }

    /** Cuts in the middle, so that the ending stays. */
    private static String shorten(String name) {
        String shortened = name;
        while (shortened.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            int dot = shortened.lastIndexOf('.');
            int cut = dot > 1 && shortened.length() - dot <= 12 ? dot : shortened.length();
            int before = shortened.offsetByCodePoints(cut, -1);
            shortened = shortened.substring(0, before) + shortened.substring(cut);
        }
        return shortened;
    }
}
