package io.ragline.worker.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an English question is about: its nouns with what joins them, "the filter of the pump", but not what is done with them. */
final class EnglishTopic {
    private static final int MOST_PHRASES = 3;

    private static final Set<String> LINKS = Set.of("of", "for", "the", "a", "an");
    private static final Set<String> SUBJECTS =
            Set.of("i", "you", "we", "he", "she", "it", "they", "one", "to", "not", "who");
    private static final Set<String> BEING = Set.of("be", "been", "being");
    private static final Set<String> BEFORE_PARTICIPLES =
            Set.of("be", "is", "are", "was", "were", "been", "being", "get", "gets", "have", "has", "had", "s");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "my", "our", "your", "all");
    private static final Set<String> DO = Set.of("do", "does", "did");
    private static final Set<String> OBJECTS = Set.of("it", "them", "him", "me", "us", "you", "this", "these");

    /** Before what only says when or where. */
    private static final Set<String> CIRCUMSTANCES = Set.of(
            "in", "on", "at", "during", "before", "after", "until", "since", "by", "per", "within", "if", "when");

    private static final Set<String> COMMON_VERBS = Set.of(
            "use",
            "uses",
            "used",
            "happen",
            "happens",
            "happened",
            "work",
            "works",
            "cost",
            "costs",
            "take",
            "takes",
            "need",
            "needs",
            "apply",
            "applies",
            "start",
            "starts",
            "pay",
            "pays",
            "include",
            "includes",
            "included",
            "allowed",
            "weigh",
            "weighs",
            "go",
            "goes",
            "come",
            "comes",
            "become",
            "becomes",
            "look",
            "looks",
            "find",
            "buy",
            "keep",
            "change");

    private final String question;
    private final List<Word> words;
    private final QuestionWords english;

    EnglishTopic(String question, QuestionWords english) {
        this.question = question;
        this.words = Word.of(question);
        this.english = english;
    }

    /** A part of the question that names something; what stands in parentheses was said before. */
    private record Phrase(String text, boolean aside, boolean circumstance) {}

    /** Separated by commas; empty if it is about nothing. */
    String phrases() {
        List<Phrase> all = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            if (isNoun(i)) {
                int last = end(i);
                all.add(new Phrase(phrase(i, last), words.get(i).aside(), isCircumstance(i)));
                i = last;
            }
        }
        boolean onlyCircumstances = all.stream().allMatch(Phrase::circumstance);
        List<Phrase> named = all.stream()
                .filter(each -> onlyCircumstances || !each.circumstance())
                .toList();
        Stream<Phrase> said = named.stream().filter(Phrase::aside).limit(1);
        Stream<Phrase> fresh = named.stream().filter(each -> !each.aside()).limit(MOST_PHRASES);
        return Stream.concat(said, fresh)
                .map(Phrase::text)
                .distinct()
                .limit(MOST_PHRASES)
                .collect(Collectors.joining(", "));
    }

    /** Names and numbers may be what matters. */
    private boolean isCircumstance(int i) {
        boolean article = i > 0 && ARTICLES.contains(words.get(i - 1).lower());
        int at = article ? i - 2 : i - 1;
        return words.get(i).name() == Word.Name.NONE
                && at >= 0
                && CIRCUMSTANCES.contains(words.get(at).lower());
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
        if (SUBJECTS.contains(before) || BEING.contains(before)) {
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
        String next = i + 1 < words.size() ? words.get(i + 1).lower() : "";
        boolean behindNoun = !before.isEmpty() && !english.function().contains(before);
        return COMMON_VERBS.contains(lower)
                || OBJECTS.contains(next) // "can children use it"
                || (behindNoun && ARTICLES.contains(next)) // "does the warranty cover the bulb"
                || (behindNoun
                        && lower.endsWith("ed")
                        && (endsQuestion(i) || english.function().contains(next)))
                || (behindNoun && endsQuestion(i) && isBehindDo(i)); // "does the pool open"
    }

    private boolean endsQuestion(int i) {
        return i == words.size() - 1
                || words.get(i + 1).first()
                || (words.get(i + 1).aside() && !words.get(i).aside());
    }

    /** Whether nothing but a noun with what belongs to it stands between the word and a "do". */
    private boolean isBehindDo(int i) {
        for (int at = i - 1; at >= 0; at--) {
            String word = words.get(at).lower();
            if (DO.contains(word)) {
                return true;
            }
            if (english.function().contains(word) && !ARTICLES.contains(word) && !LINKS.contains(word)) {
                return false;
            }
        }
        return false;
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
