package io.ragline.worker.chunk;

import io.ragline.model.TextLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A text that is made of another, and knows from where in that each of its characters is. */
final class MappedText {
    private final StringBuilder text = new StringBuilder();
    private int[] sources = new int[64];

    /** A text on one line, with one space wherever it has white space, and none around it. */
    static BlockText onOneLine(String text, List<TextLine> lines) {
        MappedText mapped = new MappedText();
        for (int i = 0; i < text.length(); i++) {
            mapped.appendSqueezed(text.charAt(i), i);
        }
        mapped.stripTrailing();
        return mapped.with(lines);
    }

    int length() {
        return text.length();
    }

    void append(char c, int source) {
        if (text.length() == sources.length) {
            sources = Arrays.copyOf(sources, 2 * sources.length);
        }
        sources[text.length()] = source;
        text.append(c);
    }

    /** Adds a character unless it is white space at the start of the text or behind other white space. */
    void appendSqueezed(char c, int source) {
        if (!Sentences.isSpace(c)) {
            append(c, source);
        } else if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            append(' ', source);
        }
    }

    /** Takes off the white space at the end. */
    void stripTrailing() {
        int length = text.length();
        while (length > 0 && Sentences.isSpace(text.charAt(length - 1))) {
            length--;
        }
        text.setLength(length);
    }

    void clear() {
        text.setLength(0);
    }

    /** The text with the lines of its source that it has anything of. */
    BlockText with(List<TextLine> sourceLines) {
        List<TextLine> lines = new ArrayList<>();
        for (TextLine line : sourceLines) {
            int start = 0;
            while (start < text.length() && !isOf(line, start)) {
                start++;
            }
            int end = text.length();
            while (end > start && !isOf(line, end - 1)) {
                end--;
            }
            if (start < end) {
                lines.add(new TextLine(start, end, line.box()));
            }
        }
        return new BlockText(text.toString(), lines);
    }

    private boolean isOf(TextLine line, int index) {
        return sources[index] >= line.start() && sources[index] < line.end();
    }
}
