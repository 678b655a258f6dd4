package io.ragline.api.query;

import java.text.BreakIterator;
import java.util.Locale;

/** The title of a conversation, by its first question: the first sentence, cut at a word where it is too long. */
final class ConversationTitle {
    static final int LONGEST = 80;
    private static final int LONGEST_GREETING = 12;

    private ConversationTitle() {}

    /** @param question has something in it */
    static String of(String question) {
        String line = question.strip().replaceAll("\\s+", " ");
        String sentence = firstSentence(line);
        return sentence.codePointCount(0, sentence.length()) <= LONGEST ? sentence : cut(sentence);
    }

    private static String firstSentence(String line) {
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(line);
        int end = sentences.next();
        while (end != BreakIterator.DONE
                && end < line.length()
                && isGreeting(line.substring(0, end).strip())) {
            end = sentences.next();
        }
        return (end == BreakIterator.DONE ? line : line.substring(0, end)).strip();
    }

    /** "Hi." tells nothing. */
    private static boolean isGreeting(String sentence) {
        return sentence.indexOf(' ') < 0 && sentence.length() <= LONGEST_GREETING;
    }

    /** Room is left for the ellipsis; a text without spaces is cut between characters. */
    private static String cut(String sentence) {
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(sentence);
        int most = sentence.offsetByCodePoints(0, LONGEST - 1);
        int end = words.isBoundary(most) ? most : words.preceding(most);
        String kept = sentence.substring(0, end <= 0 ? most : end).strip();
        return (kept.isEmpty() ? sentence.substring(0, most) : kept).replaceAll("[\\s,;:–—-]+$", "") + "…";
    }
}
