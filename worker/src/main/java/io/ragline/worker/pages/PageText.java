package io.ragline.worker.pages;

import io.ragline.model.Box;
import io.ragline.model.Page;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What counts ({@link Letters}) of a page's text, in reading order, and where in which block each letter comes from. Of
 * tables, which are HTML, the text between the tags.
 */
final class PageText {
    /** No page that a person can read has more; what a hostile one has beyond is not looked at. */
    private static final int MAX_LETTERS = 1_000_000;

    private final List<TextBlock> blocks;
    private final StringBuilder letters = new StringBuilder();
    private final String all;
    /** Of each letter, the offset of its character in its block. */
    private int[] starts = new int[4096];
    /** Of each letter, the offset behind its character. */
    private int[] ends = new int[4096];
    /** Letters in front of which a word may begin. */
    private final BitSet breaks = new BitSet();
    /** Of each block, where its first letter is. */
    private final int[] firsts;

    PageText(Page page) {
        this.blocks = page.blocks();
        this.firsts = new int[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            firsts[i] = letters.length();
            breaks.set(letters.length());
            add(blocks.get(i));
        }
        firsts[blocks.size()] = letters.length();
        breaks.set(letters.length());
        all = letters.toString();
    }

    /** What counts of any text. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder();
        text.codePoints().forEach(codePoint -> letters.append(Letters.of(codePoint)));
        return letters.toString();
    }

    private void add(TextBlock block) {
        String text = block.text();
        boolean html = block.kind() == Kind.TABLE;
        int at = 0;
        while (at < text.length() && letters.length() < MAX_LETTERS) {
            int codePoint = text.codePointAt(at);
            int end = at + Character.charCount(codePoint);
            if (html && codePoint == '<') {
                end = behind(text, '>', at);
                breaks.set(letters.length());
            } else if (html && codePoint == '&') {
                HtmlEntity entity = HtmlEntity.at(text, at);
                end = entity.end();
                add(entity.character(), at, end);
            } else {
                add(codePoint, at, end);
            }
            at = end;
        }
    }

    private static int behind(String text, char what, int from) {
        int found = text.indexOf(what, from);
        return found < 0 ? text.length() : found + 1;
    }

    private void add(int codePoint, int start, int end) {
        if (Letters.separates(codePoint)) {
            breaks.set(letters.length());
        }
        String counting = Letters.of(codePoint);
        for (int i = 0; i < counting.length(); i++) {
            if (letters.length() == starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
                ends = Arrays.copyOf(ends, 2 * ends.length);
            }
            starts[letters.length()] = start;
            ends[letters.length()] = end;
            letters.append(counting.charAt(i));
        }
    }

    String letters() {
        return all;
    }

    List<TextBlock> blocks() {
        return blocks;
    }

    /** Where the block's first letter is. */
    int first(int block) {
        return firsts[block];
    }

    /** Whether the letters from {@code from} to {@code to} are whole words. */
    boolean areWords(int from, int to) {
        return mayBreak(from) && mayBreak(to);
    }

    private boolean mayBreak(int at) {
        return at <= 0
                || at >= letters.length()
                || breaks.get(at)
                || !Character.isLetterOrDigit(letters.charAt(at - 1))
                || !Character.isLetterOrDigit(letters.charAt(at));
    }

    /** A stretch of a block's text. */
    record Stretch(TextBlock block, int start, int end) {
        /** Where it stands: a box for each line. */
        List<Box> boxes() {
            return block.lines().stream()
                    .filter(line -> line.start() < end && start < line.end())
                    .map(line -> line.part(block, start, end))
                    .toList();
        }
    }

    /** Where the letters from {@code from} to {@code to} come from: a stretch for each block. */
    List<Stretch> stretches(int from, int to) {
        List<Stretch> stretches = new ArrayList<>();
        for (int block = 0; block < blocks.size(); block++) {
            int first = Math.max(from, firsts[block]);
            int last = Math.min(to, firsts[block + 1]) - 1;
            if (first <= last) {
                stretches.add(new Stretch(blocks.get(block), starts[first], ends[last]));
            }
        }
        return stretches;
    }
}
