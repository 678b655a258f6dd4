package io.ragline.worker.extract.rtf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which styles are headings. */
final class RtfStyles {
    private static final Pattern HEADING = Pattern.compile("heading ([1-9])\\b.*");
    private static final int MAX_STYLES = 10_000;
    private static final int BODY_TEXT = 9;

    private final Map<Integer, Integer> headings = new HashMap<>();
    private final StringBuilder name = new StringBuilder();
    private int style;
    private int outline = BODY_TEXT;

    void word(String word, int number) {
        switch (word) {
            case "s" -> style = number;
            case "outlinelevel" -> outline = number;
            default -> {
                // looks
            }
        }
    }

    void text(String text) {
        name.append(text);
    }

    /** A style was described. */
    void end() {
        String known = name.toString().strip().toLowerCase(Locale.ROOT);
        Matcher heading = HEADING.matcher(known);
        int level = heading.matches()
                ? Integer.parseInt(heading.group(1))
                : known.startsWith("title") ? 1 : outline < BODY_TEXT ? outline + 1 : 0;
        if (level > 0 && headings.size() < MAX_STYLES) {
            headings.put(style, level);
        }
        name.setLength(0);
        style = 0;
        outline = BODY_TEXT;
    }

    /** The level of the heading that paragraphs of this style are, from 1; 0 if they are none. */
    int headingLevel(int number) {
        return headings.getOrDefault(number, 0);
    }
}
