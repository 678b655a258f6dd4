package io.ragline.bench.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The Levenshtein ratio as {@code ratio} of python-Levenshtein has it, which py-pdf/benchmarks measures by: with both
 * lengths added to {@code sum}, {@code (sum - indel) / sum}, where {@code indel} is the least number of characters to
 * delete and insert that makes one text the other (a replaced character counts as both). Characters are Unicode code
 * points, and nothing is normalised.
 *
 * <p>{@code indel} is {@code sum} less twice the longest common subsequence. That is found exactly, 64 rows of the
 * usual table at a time, each row one bit (Hyyrö, Bit-parallel LCS-length computation revisited, 2004): two texts of
 * 150,000 characters take about half a second and memory for one of them.
 */
final class Similarity {
    private static final int ROWS = Long.SIZE;

    private Similarity() {}

    /** 1 for equal texts (two empty ones too), 0 for texts without a common character. */
    static double ratio(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        int sum = a.length + b.length;
        return sum == 0 ? 1 : 2.0 * longestCommonSubsequence(a, b) / sum;
    }

    /** How many code points have to be deleted and inserted. */
    static int indel(String one, String other) {
        int[] a = one.codePoints().toArray();
        int[] b = other.codePoints().toArray();
        return a.length + b.length - 2 * longestCommonSubsequence(a, b);
    }

    private static int longestCommonSubsequence(int[] a, int[] b) {
        Map<Integer, Integer> ids = new HashMap<>();
        int[] rows = ids(a, ids);
        int[] columns = ids(b, ids);
        long[] positions = new long[ids.size()];
        boolean[] carry = new boolean[columns.length];
        int length = 0;
        for (int from = 0; from < rows.length; from += ROWS) {
            int to = Math.min(rows.length, from + ROWS);
            Arrays.fill(positions, 0);
            for (int row = from; row < to; row++) {
                positions[rows[row]] |= 1L << (row - from);
            }
            length += common(positions, columns, carry, to - from);
        }
        return length;
    }

    private static int[] ids(int[] characters, Map<Integer, Integer> ids) {
        int[] found = new int[characters.length];
        for (int i = 0; i < characters.length; i++) {
            Integer id = ids.putIfAbsent(characters[i], ids.size());
            found[i] = id == null ? ids.size() - 1 : id;
        }
        return found;
    }

    /**
     * One band of the table.
     *
     * @param positions of each character in the band's rows
     * @param carry from the band above into each column, replaced by what this band hands down
     */
    private static int common(long[] positions, int[] columns, boolean[] carry, int rows) {
        long state = -1L;
        for (int column = 0; column < columns.length; column++) {
            long matches = positions[columns[column]];
            long candidates = state & matches;
            long sum = state + candidates;
            boolean overflow = Long.compareUnsigned(sum, state) < 0;
            if (carry[column]) {
                sum++;
                overflow |= sum == 0;
            }
            carry[column] = overflow;
            state = sum | state & ~matches;
        }
        long used = rows == ROWS ? -1L : (1L << rows) - 1;
        return Long.bitCount(~state & used);
    }
}
