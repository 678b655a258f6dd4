package io.ragline.worker.extract.text;

import java.util.function.Consumer;

/**
 * Gathers lines until a blank one. Lines of a paragraph that seem only wrapped are joined by a space; after a short line
 * (of an address, a list, a poem, a log) the break is kept.
 */
final class Paragraph {
    private static final int MAX_LENGTH = 32 * 1_024;
    private static final int WRAPPED_FROM = 50;

    private final Consumer<String> finished;
    private final StringBuilder text = new StringBuilder();
    private int lastLineLength;

    Paragraph(Consumer<String> finished) {
        this.finished = finished;
    }

    void add(String rawLine) {
        String line = rawLine.strip();
        if (line.isEmpty()) {
            finish();
            return;
        }
        if (!text.isEmpty()) {
            if (text.length() + line.length() > MAX_LENGTH) {
                finish();
            } else {
                text.append(onlyWraps(rawLine) ? ' ' : '\n');
            }
        }
        text.append(line);
        lastLineLength = line.length();
    }

    private boolean onlyWraps(String next) {
        char first = next.charAt(0);
        return lastLineLength >= WRAPPED_FROM && (Character.isLetter(first) || first == '(' || first == '"');
    }

    void finish() {
        if (!text.isEmpty()) {
            finished.accept(text.toString());
            text.setLength(0);
        }
    }
}
