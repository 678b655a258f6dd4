package io.ragline.worker.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What an English question is about: its nouns with what joins them, "the filter of the pump", but not what is done with them. */
final class EnglishTopic {
    private static final int MOST_PHRASES = 3;
    private static final int MOST_WORDS = 12;

    private static final Set<String> LINKS = Set.of("of", "for", "the", "a", "an");
    private static final Set<String> SUBJECTS =
            Set.of("i", "you", "we", "he", "she", "it", "they", "one", "to", "not", "who");
    private static final Set<String> BEFORE_PARTICIPLES =
            Set.of("be", "is", "are", "was", "were", "been", "being", "get", "gets", "have", "has", "had", "s");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "my", "our", "your", "all");
    private static final Set<String> DO = Set.of("do", "does", "did");

    private final String question;
    private final List<Word> words;
    private final QuestionWords english;

    EnglishTopic(String question, QuestionWords english) {
        this.question = question;
        this.words = Word.of(question);
        this.english = english;
    }

    /** Separated by commas; empty if it is about nothing. */
    String phrases() {
        List<String> phrases = new ArrayList<>();
        int count = 0;
        int i = 0;
        while (i < words.size() && phrases.size() < MOST_PHRASES && count < MOST_WORDS) {
            if (isNoun(i)) {
                int last = end(i);
                phrases.add(phrase(i, last));
                count += last - i + 1;
                i = last;
            }
            i++;
        }
        return String.join(", ", phrases.stream().distinct().toList());
    }

    private String phrase(int first, int last) {
        boolean article = first > 0 && words.get(first - 1).lower().equals("the") && touches(first - 1, first);
        return question.substring(
                words.get(article ? first - 1 : first).start(), words.get(last).end());
    }

    /** The last noun that is joined to this one. */
    private int end(int first) {
        int last = first;
        for (int i = first + 1; i < words.size() && touches(i - 1, i); i++) {
            if (isNoun(i)) {
                last = i;
            } else if (!LINKS.contains(words.get(i).lower())) {
                break;
            }
        }
        return last;
    }

    /** Whether nothing but a space, or the mark of a possessive, stands between two words. */
    private boolean touches(int one, int next) {
        String between =
                question.substring(words.get(one).end(), words.get(next).start());
        return between.isBlank() || between.equals("'") || between.equals("’");
    }

    private boolean isNoun(int i) {
        Word word = words.get(i);
        if (english.function().contains(word.lower()) || EnglishReference.DOCUMENTS.contains(word.lower())) {
            return false;
        }
        return word.name() != Word.Name.NONE || !isVerb(i);
    }

    private boolean isVerb(int i) {
        String before = before(i);
        String lower = words.get(i).lower();
        if (SUBJECTS.contains(before)) {
            return true;
        }
        if ((lower.endsWith("ed") || lower.endsWith("ing") || lower.endsWith("en"))
                && BEFORE_PARTICIPLES.contains(before)) {
            return true;
        }
        if (before.isEmpty()
                && i + 1 < words.size()
                && ARTICLES.contains(words.get(i + 1).lower())) {
            return true; // "Compare the …"
        }
        boolean endsQuestion = i == words.size() - 1 || words.get(i + 1).first();
        return endsQuestion
                && !before.isEmpty()
                && !english.function().contains(before)
                && words.subList(0, i).stream().anyMatch(word -> DO.contains(word.lower())); // "does the pool open?"
    }

    /** The word before, as if what stands in parentheses were not there. */
    private String before(int i) {
        int at = i - 1;
        while (at >= 0 && words.get(at).aside() && !words.get(i).aside()) {
            at--;
        }
        return at < 0 || words.get(i).first() ? "" : words.get(at).lower();
    }
}
