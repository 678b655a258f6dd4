package io.ragline.worker.extract.pdf;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Puts a line that stands on paper from left to right into the order in which it is read: the Unicode bidirectional
 * algorithm (UAX 9) backwards. Several texts may look the same on paper; then words and numbers that stand side by side
 * as in {@code Windows 10} are read as they are seen.
 */
final class LogicalOrder {
    private static final char LEFT_TO_RIGHT = 'L';
    private static final char RIGHT_TO_LEFT = 'R';
    private static final char ARABIC = 'A';
    private static final char DIGIT = 'E';
    /** A digit of Arabic, or in the middle of Arabic. */
    private static final char ARABIC_DIGIT = 'D';

    private static final char SIGN = 'S';
    private static final char SEPARATOR = 'C';
    /** What goes with a number: a currency, a percent sign. */
    private static final char TERMINATOR = 'T';

    private static final char MARK = 'M';
    private static final char NEUTRAL = 'O';

    /** What may stand between a word and a number that are read together from left to right. */
    private static final Pattern GLUE = Pattern.compile("[,;:.]? |[-_./:#+@&=?~%$*^|\\\\,]*");

    private static final String OPENING = "([{<«‹≤⟨";
    private static final String CLOSING = ")]}>»›≥⟩";
    private static final int PAIRED = 3;

    private final int[] letters;
    private final char[] types;
    private final boolean rightToLeft;

    private LogicalOrder(String line, boolean rightToLeft) {
        this.letters = line.codePoints().toArray();
        this.types = new char[letters.length];
        this.rightToLeft = rightToLeft;
    }

    /**
     * The line as it is read.
     *
     * @param line with brackets as they look, and marks before the right-to-left letters that carry them
     * @param rightToLeft whether the line as a whole runs so
     */
    static String of(String line, boolean rightToLeft) {
        LogicalOrder order = new LogicalOrder(line, rightToLeft);
        order.classify();
        order.resolveNumbers();
        order.resolveBrackets();
        order.resolveNeutrals();
        return order.reordered();
    }

    /** A bracket as it looks in text of the other direction; anything else as it is. */
    static int mirrored(int letter) {
        int opening = OPENING.indexOf(letter);
        int closing = CLOSING.indexOf(letter);
        if (opening >= 0) {
            return CLOSING.charAt(opening);
        }
        return closing >= 0 ? OPENING.charAt(closing) : letter;
    }

    private static char type(int letter) {
        return switch (Character.getDirectionality(letter)) {
            case Character.DIRECTIONALITY_LEFT_TO_RIGHT -> LEFT_TO_RIGHT;
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT -> RIGHT_TO_LEFT;
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC -> ARABIC;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER -> DIGIT;
            case Character.DIRECTIONALITY_ARABIC_NUMBER -> ARABIC_DIGIT;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR -> SIGN;
            case Character.DIRECTIONALITY_COMMON_NUMBER_SEPARATOR -> SEPARATOR;
            case Character.DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR -> TERMINATOR;
            case Character.DIRECTIONALITY_NONSPACING_MARK -> MARK;
            default -> NEUTRAL;
        };
    }

    private void classify() {
        for (int i = 0; i < letters.length; i++) {
            types[i] = type(letters[i]);
        }
        for (int i = letters.length - 1; i >= 0; i--) {
            if (types[i] == MARK) {
                boolean ofNext = i + 1 < types.length && isRightToLeft(types[i + 1]);
                types[i] = ofNext ? types[i + 1] : i > 0 && types[i - 1] != MARK ? types[i - 1] : NEUTRAL;
            }
        }
    }

    private void resolveNumbers() {
        char after = NEUTRAL;
        for (int i = types.length - 1; i >= 0; i--) {
            if (isStrong(types[i])) {
                after = types[i];
            } else if (types[i] == DIGIT && after == ARABIC) {
                // rule W2: what is read before it stands to its right
                types[i] = ARABIC_DIGIT;
            }
        }
        for (int i = 1; i + 1 < types.length; i++) {
            boolean parts = types[i] == SEPARATOR || types[i] == SIGN && types[i - 1] == DIGIT;
            if (parts && isNumber(types[i - 1]) && types[i - 1] == types[i + 1]) {
                types[i] = types[i - 1];
            }
        }
        for (int i = 1; i < types.length; i++) {
            types[i] = types[i] == TERMINATOR && types[i - 1] == DIGIT ? DIGIT : types[i];
        }
        for (int i = types.length - 2; i >= 0; i--) {
            types[i] = types[i] == TERMINATOR && types[i + 1] == DIGIT ? DIGIT : types[i];
        }
        for (int from = 0; from < types.length; ) {
            int to = from;
            while (to < types.length && isNumber(types[to])) {
                to++;
            }
            if (to > from && belongsToLeftToRight(from, to)) {
                Arrays.fill(types, from, to, LEFT_TO_RIGHT);
            }
            from = Math.max(to, from + 1);
        }
    }

    private boolean belongsToLeftToRight(int from, int to) {
        int before = from - 1;
        while (before >= 0 && !isStrong(types[before]) && !isNumber(types[before])) {
            before--;
        }
        int after = to;
        while (after < types.length && !isStrong(types[after])) {
            after++;
        }
        boolean afterWord = before >= 0 && types[before] == LEFT_TO_RIGHT && isGlue(before + 1, from);
        boolean beforeWord = after < types.length && types[after] == LEFT_TO_RIGHT && isGlue(to, after);
        if (afterWord || beforeWord || rightToLeft) {
            return afterWord || beforeWord;
        }
        boolean within =
                before >= 0 && types[before] != LEFT_TO_RIGHT && after < types.length && types[after] != LEFT_TO_RIGHT;
        return !within;
    }

    private boolean isGlue(int from, int to) {
        return GLUE.matcher(new String(letters, from, to - from)).matches();
    }

    /** Rule N0: both brackets of a pair go the same way. */
    private void resolveBrackets() {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < letters.length; i++) {
            int opening = OPENING.indexOf(letters[i]);
            int closing = CLOSING.indexOf(letters[i]);
            if (opening >= 0 && opening < PAIRED) {
                open.push(i);
            } else if (closing >= 0 && closing < PAIRED) {
                while (!open.isEmpty() && letters[open.peek()] != OPENING.charAt(closing)) {
                    open.pop();
                }
                if (!open.isEmpty()) {
                    resolvePair(open.pop(), i);
                }
            }
        }
    }

    private void resolvePair(int opening, int closing) {
        boolean leftwards = false;
        boolean rightwards = false;
        for (int i = opening + 1; i < closing; i++) {
            leftwards |= isRightToLeft(direction(types[i]));
            rightwards |= types[i] == LEFT_TO_RIGHT;
        }
        if (!leftwards && !rightwards) {
            return;
        }
        boolean leftToRight = rightToLeft
                ? !leftwards && strongBefore(opening) == LEFT_TO_RIGHT
                : rightwards || strongBefore(opening) == LEFT_TO_RIGHT || strongAfter(closing) == LEFT_TO_RIGHT;
        types[opening] = leftToRight ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
        types[closing] = types[opening];
    }

    private char strongBefore(int index) {
        for (int i = index - 1; i >= 0; i--) {
            if (direction(types[i]) != NEUTRAL) {
                return direction(types[i]);
            }
        }
        return base();
    }

    private char strongAfter(int index) {
        for (int i = index + 1; i < types.length; i++) {
            if (direction(types[i]) != NEUTRAL) {
                return direction(types[i]);
            }
        }
        return base();
    }

    private char base() {
        return rightToLeft ? RIGHT_TO_LEFT : LEFT_TO_RIGHT;
    }

    /** Rules N1 and N2. */
    private void resolveNeutrals() {
        for (int from = 0; from < types.length; ) {
            int to = from;
            while (to < types.length && direction(types[to]) == NEUTRAL) {
                to++;
            }
            if (to > from) {
                char before = from == 0 ? base() : direction(types[from - 1]);
                char after = to == types.length ? base() : direction(types[to]);
                Arrays.fill(types, from, to, before == after ? before : base());
            }
            from = Math.max(to, from + 1);
        }
    }

    private int level(char type) {
        if (type == LEFT_TO_RIGHT) {
            return rightToLeft ? 2 : 0;
        }
        return isNumber(type) ? 2 : 1;
    }

    /** Rules L2 and L4. */
    private String reordered() {
        int[] order = letters.clone();
        int[] levels = new int[types.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = level(types[i]);
            order[i] = levels[i] == 1 ? mirrored(order[i]) : order[i];
        }
        for (int level = 2; level > 0; level--) {
            for (int from = 0; from < levels.length; ) {
                int to = from;
                while (to < levels.length && levels[to] >= level) {
                    to++;
                }
                reverse(order, from, to);
                reverse(levels, from, to);
                from = Math.max(to, from + 1);
            }
        }
        return new String(order, 0, order.length);
    }

    private static void reverse(int[] values, int from, int to) {
        for (int i = from, j = to - 1; i < j; i++, j--) {
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** {@code R} for whatever a neutral takes as such, numbers included. */
    private static char direction(char type) {
        if (type == LEFT_TO_RIGHT) {
            return LEFT_TO_RIGHT;
        }
        return isRightToLeft(type) || isNumber(type) ? RIGHT_TO_LEFT : NEUTRAL;
    }

    private static boolean isStrong(char type) {
        return type == LEFT_TO_RIGHT || isRightToLeft(type);
    }

    private static boolean isRightToLeft(char type) {
        return type == RIGHT_TO_LEFT || type == ARABIC;
    }

    private static boolean isNumber(char type) {
        return type == DIGIT || type == ARABIC_DIGIT;
    }
}
