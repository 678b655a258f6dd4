package io.ragline.bench.chunking;

import io.ragline.bench.chunking.Ranges.Range;

/**
 * A text in which chunks of it are found again. Chunkers may change its white space and nothing else, so places in it count
 * characters without that.
 */
final class SourceText {
    private final String text;
    private final String visible;

    SourceText(String text) {
        this.text = text;
        this.visible = visible(text);
    }

    String text() {
        return text;
    }

    /** Where {@code [start, end)} of the text is, counted in its code points. */
    Range range(int start, int end) {
        int from = text.offsetByCodePoints(0, start);
        int to = text.offsetByCodePoints(from, end - start);
        int before = visible(text.substring(0, from)).length();
        return new Range(before, before + visible(text.substring(from, to)).length());
    }

    /**
     * Where a chunk is.
     *
     * @param from where the chunk before begins: chunks come in the order of the text
     */
    Range find(String chunk, int from) {
        String words = visible(chunk);
        int start = visible.indexOf(words, from);
        if (start < 0) {
            throw new IllegalStateException("A chunk is not in its text: " + chunk);
        }
        return new Range(start, start + words.length());
    }

    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // format and control characters are dropped by the reader of texts
            boolean dropped = Character.isWhitespace(c)
                    || Character.isSpaceChar(c)
                    || Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT;
            if (!dropped) {
                visible.append(c);
            }
        }
        return visible.toString();
    }
}
