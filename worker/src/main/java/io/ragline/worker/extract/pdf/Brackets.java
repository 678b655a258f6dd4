package io.ragline.worker.extract.pdf;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Whether a page's brackets are as they look. In text from right to left a bracket is drawn mirrored: some programs note
 * in the document what it looks like, some what it was typed as. The pairs of the whole page tell which.
 *
 * @param typed whether those in text from right to left are as they were typed
 */
record Brackets(boolean typed) {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    /** @param lines as they stand, from left to right */
    static Brackets of(List<String> lines) {
        return new Brackets(lines.stream().mapToInt(Brackets::pairsTyped).sum() > 0);
    }

    /** The line with its brackets as they look. */
    String asShown(String line) {
        int own = pairsTyped(line);
        boolean turn = own == 0 ? typed : own > 0;
        if (!turn) {
            return line;
        }
        StringBuilder shown = new StringBuilder(line);
        BitSet leftToRight = leftToRight(line);
        for (int i = 0; i < line.length(); i++) {
            if (isBracket(line.charAt(i)) && !leftToRight.get(i)) {
                shown.setCharAt(i, (char) LogicalOrder.mirrored(line.charAt(i)));
            }
        }
        return shown.toString();
    }

    /** How many more pairs the line has if its brackets are as typed than if they are as they look. */
    private static int pairsTyped(String line) {
        BitSet leftToRight = leftToRight(line);
        return pairs(line, CLOSING, OPENING, leftToRight).size()
                - pairs(line, OPENING, CLOSING, leftToRight).size();
    }

    /** The brackets of text from left to right, which look as they were typed. */
    private static BitSet leftToRight(String line) {
        BitSet found = new BitSet();
        for (int i = 0; i < line.length(); i++) {
            if (isBracket(line.charAt(i)) && isLeftToRight(line, i, -1) && isLeftToRight(line, i, 1)) {
                found.set(i);
            }
        }
        for (int[] pair : pairs(line, OPENING, CLOSING, new BitSet())) {
            String within = line.substring(pair[0], pair[1]);
            if (GlyphText.hasLeftToRight(within) && !GlyphText.hasRightToLeft(within)) {
                found.set(pair[0]);
                found.set(pair[1]);
            }
        }
        return found;
    }

    private static List<int[]> pairs(String line, String first, String second, BitSet leftOut) {
        Deque<Integer> open = new ArrayDeque<>();
        List<int[]> pairs = new ArrayList<>();
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (!isBracket(c) || leftOut.get(i)) {
                continue;
            }
            if (first.indexOf(c) >= 0) {
                open.push(i);
            } else if (!open.isEmpty() && first.indexOf(line.charAt(open.peek())) == second.indexOf(c)) {
                pairs.add(new int[] {open.pop(), i});
            }
        }
        return pairs;
    }

    private static boolean isBracket(char c) {
        return OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
    }

    /** Whether the next letter that way is one that is written from left to right. */
    private static boolean isLeftToRight(String line, int index, int step) {
        for (int i = index + step; i >= 0 && i < line.length(); i += step) {
            if (Character.isLetter(line.charAt(i))) {
                return !GlyphText.isRightToLeft(line.charAt(i));
            }
        }
        return false;
    }
}
