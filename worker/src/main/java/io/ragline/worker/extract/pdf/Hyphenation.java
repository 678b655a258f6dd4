package io.ragline.worker.extract.pdf;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins a word that was broken at the end of a line. Whether the hyphen belongs to the word ({@code well-known}) or only
 * to the break, the document itself mostly knows: it uses the same words unbroken elsewhere.
 */
final class Hyphenation {
    private static final int MAX_WORDS = 50_000;
    private static final Pattern WORD = Pattern.compile("\\p{L}+(?:-\\p{L}+)*");
    private static final Pattern BROKEN = Pattern.compile("(\\p{L}+(?:-\\p{L}+)*)[-\u2010\u00ad]$");
    private static final Pattern REST = Pattern.compile("^\\p{Ll}[\\p{L}]*(?:-\\p{L}+)*");

    /** Behind these a hyphen stands for the rest of a word still to come: {@code pre- and post-war}. */
    private static final Set<String> SUSPENDING = Set.of("and", "or", "to", "und", "oder", "bis", "et", "ou", "y", "o");

    private final Set<String> words = new HashSet<>();

    /** Remembers the unbroken words of a line. */
    void learn(String line) {
        Matcher word = WORD.matcher(line);
        while (words.size() < MAX_WORDS && word.find()) {
            boolean mayBeBroken = word.end() >= line.length() - 1;
            if (!mayBeBroken) {
                words.add(word.group());
            }
        }
    }

    /** What is taken off the end of the text before the next line is put behind it without a space; -1 if nothing joins. */
    int cut(CharSequence before, String next) {
        int length = before.length();
        char last = length == 0 ? ' ' : before.charAt(length - 1);
        if (last == '\u00ad') {
            return 1;
        }
        if (last != '-' && last != '\u2010') {
            return -1;
        }
        Matcher start = BROKEN.matcher(before).region(Math.max(0, length - 60), length);
        Matcher rest = REST.matcher(next);
        if (!start.find() || !rest.find()) {
            return isCompound(before, next) ? 0 : -1;
        }
        if (SUSPENDING.contains(rest.group())) {
            return -1;
        }
        return keepsHyphen(start.group(1), rest.group()) ? 0 : 1;
    }

    private boolean keepsHyphen(String start, String rest) {
        String withHyphen = start + "-" + rest;
        String without = start + rest;
        if (words.contains(without)) {
            return false;
        }
        // state-of-the-art: a word that has a hyphen already is broken at the next one
        return words.contains(withHyphen) || start.indexOf('-') >= 0;
    }

    /** {@code Cohen-} and {@code Macaulay}, {@code GPT-} and {@code 4}: broken at a hyphen of the word's own. */
    private static boolean isCompound(CharSequence before, String next) {
        boolean wordBefore = before.length() > 1 && Character.isLetterOrDigit(before.charAt(before.length() - 2));
        return wordBefore && !next.isEmpty() && Character.isLetterOrDigit(next.charAt(0));
    }
}
