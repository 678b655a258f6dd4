package io.ragline.worker.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a question.
 *
 * @param text as it is written
 * @param lower the same in lower case
 * @param start where it begins in the question, in UTF-16 units
 * @param aside whether it stands in parentheses
 * @param first whether a sentence begins with it
 */
record Word(String text, String lower, int start, boolean aside, boolean first) {
    /** "ACE-2" and "10.2" are a word each, "est-il" is two. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}]+(?:[._/+-](?=[\\p{Lu}\\p{N}])[\\p{L}\\p{M}\\p{N}]+)*");

    private static final Pattern NUMBER = Pattern.compile("\\p{N}+(?:[.,/-]\\p{N}+)*");

    /** What kind of name a word is, if any. */
    enum Name {
        NONE,
        /** A year, a size. */
        NUMBER,
        /** Letters with digits, or capitals alone. */
        IDENTIFIER,
        /** Begins with a capital where no sentence does. */
        CAPITALISED
    }

    static List<Word> of(String question) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(question);
        int before = 0;
        int depth = 0;
        boolean first = true;
        while (matcher.find()) {
            String gap = question.substring(before, matcher.start());
            depth += (int) (gap.chars().filter(c -> c == '(').count()
                    - gap.chars().filter(c -> c == ')').count());
            first |= gap.chars().anyMatch(c -> c == '.' || c == '?' || c == '!');
            words.add(new Word(
                    matcher.group(), matcher.group().toLowerCase(Locale.ROOT), matcher.start(), depth > 0, first));
            before = matcher.end();
            first = false;
        }
        return words;
    }

    int end() {
        return start + text.length();
    }

    Name name() {
        if (NUMBER.matcher(text).matches()) {
            return Name.NUMBER;
        }
        boolean digits = text.codePoints().anyMatch(Character::isDigit);
        boolean capitals = text.length() > 1
                && text.codePoints().filter(Character::isLetter).allMatch(Character::isUpperCase);
        if (digits || capitals) {
            return Name.IDENTIFIER;
        }
        return !first && Character.isUpperCase(text.codePointAt(0)) ? Name.CAPITALISED : Name.NONE;
    }
}
