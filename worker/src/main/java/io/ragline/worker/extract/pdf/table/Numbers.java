package io.ragline.worker.extract.pdf.table;

/** What the cells of a table's body often are: numbers, amounts, shares, dates, or a mark for none. */
final class Numbers {
    private static final String SIGNS = "%‰$€£¥₹+-−–—.,'’:/()[]*†‡§<>≤≥=±~#° \u00a0△▲";

    private Numbers() {}

    static boolean isNumeric(String text) {
        int digits = 0;
        int others = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isDigit(c)) {
                digits++;
            } else if (SIGNS.indexOf(c) < 0) {
                others++;
            }
        }
        return others == 0 ? !text.isBlank() : digits > others;
    }
}
