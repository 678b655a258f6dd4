package io.ragline.worker.conversation;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Finds the pronoun of an English question that stands for something said before it: not one that stands for nothing ("does it take to"),
 * for something in the question itself ("when does the pump need its filter"), or joins clauses ("the pressure that it needs").
 */
final class EnglishReference {
    private static final Set<String> PERSONAL = Set.of("it", "they", "them", "he", "him", "she");
    private static final Set<String> POSSESSIVE = Set.of("its", "their", "theirs", "his", "her", "hers");
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "be", "been", "being", "s");
    private static final Set<String> AUXILIARIES = Set.of(
            "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "can", "could", "should", "would",
            "will", "shall", "must", "may", "might");
    private static final Set<String> DETERMINERS =
            Set.of("the", "a", "an", "each", "every", "any", "all", "some", "no", "my", "our", "your", "which");

    /** Between a noun and its pronoun in the same question. */
    private static final Set<String> BOUNDARIES = Set.of(
            "if",
            "when",
            "while",
            "before",
            "after",
            "until",
            "because",
            "since",
            "unless",
            "that",
            "which",
            "who",
            "and",
            "but",
            "or",
            "so",
            "how",
            "where",
            "why",
            "whether",
            "once",
            "though",
            "although");

    private static final Set<String> BEFORE_THAT = Set.of(
            "is", "was", "does", "did", "do", "can", "could", "will", "would", "should", "has", "about", "of", "for",
            "than", "like", "why", "with", "by", "after", "before", "from", "to", "on", "in", "without", "explain",
            "say", "mean");
    private static final Set<String> BEFORE_ONE = Set.of(
            "which", "this", "that", "other", "another", "first", "second", "third", "last", "next", "latter", "former",
            "new", "old", "bigger", "smaller", "cheaper", "better", "best", "get", "buy", "need", "have", "use",
            "order", "want");

    /** What documents are asked about are not these, but what they hold. */
    static final Set<String> DOCUMENTS = Set.of(
            "document",
            "documents",
            "manual",
            "guide",
            "handbook",
            "report",
            "paper",
            "text",
            "file",
            "book",
            "page",
            "chapter",
            "section",
            "article",
            "website",
            "documentation",
            "answer",
            "question");

    /** "This year" says when, whatever was said before. */
    private static final Set<String> TIMES = Set.of("year", "month", "week", "day", "time", "morning", "evening");

    private final List<Word> words;
    private final QuestionWords english;

    EnglishReference(List<Word> words, QuestionWords english) {
        this.words = words;
        this.english = english;
    }

    /** Where the pronoun is, among the words. */
    OptionalInt find() {
        for (int i = 0; i < words.size(); i++) {
            if (refers(i)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private boolean refers(int i) {
        String word = word(i);
        if (PERSONAL.contains(word)) {
            return !(word.equals("it") && isEmptyIt(i)) && !isBound(i, false);
        }
        if (POSSESSIVE.contains(word)) {
            return !isBound(i, true);
        }
        return switch (word) {
            case "this", "these" -> !DOCUMENTS.contains(word(i + 1)) && !TIMES.contains(word(i + 1));
            case "that" -> i > 0 && (BEFORE_THAT.contains(word(i - 1)) || i == words.size() - 1);
            case "those" -> !Set.of("who", "that", "which").contains(word(i + 1));
            case "one", "ones" ->
                BEFORE_ONE.contains(word(i - 1)) && !word(i + 1).equals("of") && isEndOfPhrase(i);
            case "there" -> i == words.size() - 1 && i > 0 && !BE.contains(word(i - 1));
            default -> false;
        };
    }

    /** "How long does it take to charge", "is it allowed to smoke", "is it true that": what it stands for comes after it. */
    private boolean isEmptyIt(int i) {
        for (int later = i + 1; later < Math.min(i + 5, words.size() - 1); later++) {
            if (word(later).equals("to") || (word(later).equals("that") && later > i + 1)) {
                return true;
            }
        }
        return Set.of("rains", "rain", "snows", "snow", "freezes").contains(word(i + 1));
    }

    /** Whether the question itself has what the pronoun stands for: in the clause before, or right before what belongs to it. */
    private boolean isBound(int i, boolean possessive) {
        boolean boundary = possessive;
        boolean bound = false;
        for (int earlier = i - 1; earlier >= 0; earlier--) {
            bound |= boundary && isNoun(earlier);
            boundary |= BOUNDARIES.contains(word(earlier)) && earlier > 0;
            if (word(earlier).equals("there")) {
                return false; // "is there a limit on its use": what there is, is new
            }
        }
        return bound;
    }

    private boolean isNoun(int i) {
        Word word = words.get(i);
        if (english.function().contains(word.lower()) || DOCUMENTS.contains(word.lower())) {
            return false;
        }
        String before = word(i - 1);
        boolean participle = word.lower().endsWith("ed") || word.lower().endsWith("ing");
        return word.name() != Word.Name.NONE
                || DETERMINERS.contains(before)
                || (AUXILIARIES.contains(before) && !participle)
                || (i > 1
                        && DETERMINERS.contains(word(i - 2))
                        && !english.function().contains(before));
    }

    private boolean isEndOfPhrase(int i) {
        return i == words.size() - 1 || english.function().contains(word(i + 1));
    }

    private String word(int i) {
        return i < 0 || i >= words.size() ? "" : words.get(i).lower();
    }
}
