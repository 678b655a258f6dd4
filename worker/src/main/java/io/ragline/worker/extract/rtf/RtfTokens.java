package io.ragline.worker.extract.rtf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Takes RTF apart: groups, control words, control symbols and characters (RTF 1.9.1, "RTF Syntax"). */
final class RtfTokens {
    private static final int LONGEST_WORD = 40;
    private static final int LONGEST_NUMBER = 10;
    private static final int MAX_DEPTH = 10_000;

    private final InputStream in;
    private int pushedBack = -1;
    private int depth;

    /** Takes the tokens. */
    interface Taker {
        void open();

        void close();

        /** @param number as written behind the word; null without one */
        void word(String word, @Nullable Integer number);

        /** As {@code \~}. */
        void symbol(char symbol);

        /** A byte of text, in the encoding of the font at hand. */
        void text(int character);

        /** A byte that was written as {@code \'e4}. */
        void hexadecimal(int character);

        /** The file leaves out this many bytes of something else than text. */
        default void binary(int length) {}
    }

    RtfTokens(InputStream in) {
        this.in = in;
    }

    void handTo(Taker taker) throws IOException {
        for (int c = next(); c >= 0; c = next()) {
            switch (c) {
                case '{' -> {
                    depth++;
                    if (depth > MAX_DEPTH) {
                        throw new IOException("its groups are nested too deep");
                    }
                    taker.open();
                }
                case '}' -> {
                    depth--;
                    taker.close();
                }
                case '\\' -> control(taker);
                case '\r', '\n', 0 -> {
                    // only make the file look neat
                }
                default -> taker.text(c);
            }
        }
    }

    private int next() throws IOException {
        if (pushedBack >= 0) {
            int c = pushedBack;
            pushedBack = -1;
            return c;
        }
        return in.read();
    }

    private void control(Taker taker) throws IOException {
        int c = next();
        if (c < 0) {
            return;
        }
        if (!isLetter(c)) {
            if (c == '\'') {
                int high = Character.digit(next(), 16);
                int low = Character.digit(next(), 16);
                if (high >= 0 && low >= 0) {
                    taker.hexadecimal(high * 16 + low);
                }
            } else {
                taker.symbol((char) c);
            }
            return;
        }
        StringBuilder word = new StringBuilder();
        while (c >= 0 && isLetter(c) && word.length() < LONGEST_WORD) {
            word.append((char) c);
            c = next();
        }
        Integer number = number(c);
        if (word.toString().equals("bin") && number != null && number > 0) {
            skip(number);
            taker.binary(number);
        } else {
            taker.word(word.toString(), number);
        }
    }

    private void skip(int bytes) throws IOException {
        try {
            in.skipNBytes(bytes);
        } catch (EOFException e) {
            throw new IOException("it ends amid a picture or object that should have %,d bytes".formatted(bytes), e);
        }
    }

    private @Nullable Integer number(int first) throws IOException {
        StringBuilder digits = new StringBuilder();
        int c = first;
        if (c == '-') {
            digits.append('-');
            c = next();
        }
        while (c >= '0' && c <= '9' && digits.length() < LONGEST_NUMBER) {
            digits.append((char) c);
            c = next();
        }
        if (c != ' ') {
            pushedBack = c;
        }
        try {
            return digits.isEmpty() ? null : Integer.valueOf(digits.toString());
        } catch (NumberFormatException e) {
            return null; // as if it weren't there: too large, or only a sign
        }
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
