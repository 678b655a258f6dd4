package io.ragline.bench.tables;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * What a cell says, so that two programs' ways of writing it are the same: without white space (as in the ICDAR 2013
 * competition), in Unicode's compatibility form, without hyphens (a reader may join what a line's end parted), and
 * without the dots that lead from an entry to its number.
 */
final class Content {
    private static final Pattern LEADER = Pattern.compile("[.…·]{4,}");
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");
    private static final Pattern HYPHENS = Pattern.compile("(?<=\\p{L})[-\u2010\u2011](?=\\p{L})");

    private Content() {}

    static String of(String text) {
        String compact = SPACE.matcher(Normalizer.normalize(text.replace("…", "..."), Normalizer.Form.NFKC))
                .replaceAll("");
        return HYPHENS.matcher(LEADER.matcher(compact).replaceAll("")).replaceAll("");
    }
}
