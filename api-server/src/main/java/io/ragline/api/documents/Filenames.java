package io.ragline.api.documents;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/** Makes file names that callers send fit to be kept and shown. */
final class Filenames {
    private static final int MAX_BYTES = 255;
    private static final String NAMELESS = "unnamed";

    private Filenames() {}

    /** The last part of the path, without control characters, of at most 255 bytes. */
    static String clean(@Nullable String given) {
        if (given == null) {
            return NAMELESS;
        }
        String name = Normalizer.normalize(given, Normalizer.Form.NFC)
                .replaceAll("\\p{Cntrl}|[\\u202A-\\u202E\\u2066-\\u2069]", "")
                .replaceFirst("^.*[/\\\\]", "")
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
