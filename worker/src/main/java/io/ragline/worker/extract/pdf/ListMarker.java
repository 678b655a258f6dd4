package io.ragline.worker.extract.pdf;

import java.util.regex.Pattern;

/** What a list item begins with. */
final class ListMarker {
    private static final Pattern BULLET = Pattern.compile("^[•◦▪▫■□●○‣⁃∙➢➤✓✔–—*·-]\\s+\\S.*");
    private static final Pattern NUMBER = Pattern.compile(
            "^(?:\\d{1,3}[.)]|\\(\\d{1,3}\\)|[a-zA-Z]\\)|\\([a-z]\\)|\\([ivx]{1,5}\\)|[ivx]{1,5}[.)])\\s+\\S.*");

    private ListMarker() {}

    static boolean isBullet(String line) {
        return BULLET.matcher(line).matches();
    }

    /** Weaker than a bullet: a sentence may wrap before a number, too. */
    static boolean isNumber(String line) {
        return NUMBER.matcher(line).matches();
    }
}
