package io.ragline.model;

import java.util.Arrays;
import java.util.Locale;

/** How texts of a collection become search terms. */
public enum TextAnalysis {
    /** Case and accents folded, no stop words, Porter stems; words of other languages pass. */
    ENGLISH,
    /**
     * Any language: words by Unicode's rules, and by dictionary where a script has no spaces; case and accents folded; no stems.
     */
    ICU;

    /** The name in JSON and in the catalogue, such as {@code english}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none of that name; says which there are */
    public static TextAnalysis of(String id) {
        return Arrays.stream(values())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("analyzer is 'english' or 'icu'."));
    }
}
