package io.ragline.worker.extract.pdf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which way a line runs that has letters of both directions. */
final class LineDirection {
    private static final String STOP = "[.,:;!?؟،؛]+";
    /** A stop sticks to what is read before it. */
    private static final Pattern AFTER_ITS_RIGHT = Pattern.compile("(?:^| )" + STOP + "(?! |$)");

    private static final Pattern AFTER_ITS_LEFT = Pattern.compile("(?<! |^)" + STOP + "(?= |$)");
    /** With fewer letters from right to left a line is one of the other direction with a word or two of these. */
    private static final double A_FEW = 0.2;

    private LineDirection() {}

    /**
     * Whether a line runs from right to left: as its stops have it; else as the page does.
     *
     * @param line as it stands, from left to right
     */
    static boolean isLeftwards(String line, boolean pageRunsLeftwards) {
        double share = GlyphText.leftwardsLetters(line);
        if (share == 1) {
            return true;
        }
        int leftwardStops = count(AFTER_ITS_RIGHT, line) - count(AFTER_ITS_LEFT, line);
        if (leftwardStops != 0) {
            return leftwardStops > 0;
        }
        return share > (pageRunsLeftwards ? A_FEW : 0.5);
    }

    private static int count(Pattern pattern, String line) {
        int count = 0;
        for (Matcher matcher = pattern.matcher(line); matcher.find(); ) {
            count++;
        }
        return count;
    }
}
