package io.ragline.worker.extract.office;

import org.jspecify.annotations.Nullable;

/**
 * Where a cell stands.
 *
 * @param row counted from 0
 * @param column counted from 0
 */
record CellPlace(int row, int column) {
    private static final int MAX_COLUMN = 1 << 14;
    private static final int MAX_ROW = 1 << 20;

    /** From {@code B7}; null if it is none, or beyond what a sheet can have. */
    static @Nullable CellPlace of(String reference) {
        int at = 0;
        int column = 0;
        while (at < reference.length() && column <= MAX_COLUMN && isLetter(reference.charAt(at))) {
            column = column * 26 + (reference.charAt(at) & 0x1f);
            at++;
        }
        int row = Word.number(reference.substring(at), 0);
        return column < 1 || column > MAX_COLUMN || row < 1 || row > MAX_ROW
                ? null
                : new CellPlace(row - 1, column - 1);
    }

    private static boolean isLetter(char c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
