package io.ragline.worker.conversation;

import io.ragline.catalog.MessageRepository.AnsweredTurn;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Has a question stand on its own without a language model. A pronoun gets what it stands for in parentheses: "How much does it (the
 * filter) cost?". What leaves something out follows the question that it was left out from: "How often must the filter be changed? And in
 * winter?"; if it only changes a name or a number, the earlier question is asked with that. A question that needs nothing is left alone.
 */
final class RewritingRule {
    /** What people ask of a thing that they have named before. */
    private static final Set<String> OF_SOMETHING = Set.of(
            "price",
            "prices",
            "cost",
            "costs",
            "fee",
            "fees",
            "maximum",
            "minimum",
            "limit",
            "limits",
            "difference",
            "differences",
            "exception",
            "exceptions",
            "penalty",
            "penalties",
            "deadline",
            "deadlines",
            "reason",
            "reasons",
            "purpose",
            "size",
            "weight",
            "warranty",
            "range",
            "capacity",
            "colour",
            "color",
            "dimensions",
            "duration",
            "requirements",
            "conditions",
            "consequences",
            "alternative",
            "alternatives",
            "rest",
            "result",
            "results",
            "procedure",
            "steps",
            "advantages",
            "disadvantages",
            "benefits",
            "risks",
            "cause",
            "causes",
            "source",
            "sources",
            "next",
            "first",
            "second",
            "third",
            "last",
            "latter",
            "former");

    private static final Set<String> DETERMINERS =
            Set.of("the", "a", "an", "my", "our", "your", "any", "all", "every", "each");
    private static final Set<String> DEFINED =
            Set.of("what is", "what are", "who is", "who was", "who are", "what was");
    private static final Set<String> PREDICATES = Set.of(
            "what", "which", "who", "whom", "whose", "where", "when", "why", "how", "is", "are", "was", "were", "do",
            "does", "did", "can", "could", "should", "would", "will", "must", "may", "has", "have");
    private static final Set<String> ALSO =
            Set.of("else", "instead", "otherwise", "too", "same", "another", "also", "again");

    private static final int FEW = 2;
    private static final int SOME = 3;
    private static final int FEW_LETTERS_WITHOUT_SPACES = 5;
    private static final int LONGEST_BASE = 300;
    private static final Pattern BETWEEN_QUESTIONS = Pattern.compile("(?<=[.?!？。])\\s+");

    /** What a question lacks. */
    private enum Lack {
        NOTHING,
        /** It says "it". */
        REFERENCE,
        /** It is part of a question. */
        REST
    }

    /**
     * The question, standing on its own.
     *
     * @param before what was answered before, oldest first; at least one
     */
    String standalone(String question, List<AnsweredTurn> before) {
        List<Word> words = Word.of(question);
        QuestionWords language = language(words, before.getLast().question());
        return switch (lack(words, language)) {
            case NOTHING -> question;
            case REFERENCE -> named(question, words, language, before);
            case REST -> completed(question, words, language, before);
        };
    }

    /** Short questions tell little of their language; the one before has the same, if it has the same letters. */
    private static QuestionWords language(List<Word> words, String before) {
        boolean latin = words.stream()
                .flatMapToInt(word -> word.text().codePoints())
                .anyMatch(letter -> UnicodeScript.of(letter) == UnicodeScript.LATIN);
        return QuestionWords.of(
                latin ? Stream.concat(words.stream(), Word.of(before).stream()).toList() : words);
    }

    private static Lack lack(List<Word> words, QuestionWords language) {
        if (words.isEmpty()) {
            return Lack.NOTHING; // nothing can be made of a smiley
        }
        if (!language.isKnown()) {
            return isShort(words) ? Lack.REST : Lack.NOTHING;
        }
        if (language.content(words).isEmpty() || language.beginsStrongly(words)) {
            return Lack.REST;
        }
        return language.language().equals(QuestionWords.ENGLISH)
                ? lackInEnglish(words, language)
                : lackOf(words, language);
    }

    private static Lack lackInEnglish(List<Word> words, QuestionWords english) {
        if (new EnglishReference(words, english).find().isPresent()) {
            return Lack.REFERENCE;
        }
        List<Word> content = english.content(words);
        List<Word> rest = english.withoutLead(words);
        boolean led = rest.size() < words.size();
        boolean whole = rest.stream().anyMatch(word -> PREDICATES.contains(word.lower()));
        boolean also = words.stream().anyMatch(word -> ALSO.contains(word.lower()));
        if ((led || also) && content.size() <= FEW) {
            return Lack.REST;
        }
        if (!whole && (beginsWithPreposition(rest, english) ? content.size() <= SOME : content.size() == 1)) {
            return Lack.REST;
        }
        return content.size() == 1 && whole && needsMore(content.getFirst(), words) ? Lack.REST : Lack.NOTHING;
    }

    private static boolean beginsWithPreposition(List<Word> words, QuestionWords language) {
        return !words.isEmpty()
                && language.prepositions().contains(words.getFirst().lower());
    }

    /** Whether a question about one word alone can't be meant so: "What is the price?", "Who pays?", but not "What is a fid?". */
    private static boolean needsMore(Word only, List<Word> words) {
        if (only.name() != Word.Name.NONE) {
            return false;
        }
        int at = words.indexOf(only);
        String before = at == 0 ? "" : words.get(at - 1).lower();
        if (DETERMINERS.contains(before)) {
            return OF_SOMETHING.contains(only.lower()) && !before.startsWith("a");
        }
        boolean defined = at == 2
                && DEFINED.contains(words.get(0).lower() + ' ' + words.get(1).lower());
        boolean meant = words.stream().anyMatch(word -> word.lower().startsWith("mean"));
        return !defined && !meant;
    }

    /** Languages of which only the commonest words are known. */
    private static Lack lackOf(List<Word> words, QuestionWords language) {
        List<Word> content = language.content(words);
        List<Word> rest = language.withoutLead(words);
        // German "Sie" is the reader
        boolean refers = words.stream()
                .anyMatch(word -> language.pronouns().contains(word.lower())
                        && (word.first() || word.name() != Word.Name.CAPITALISED));
        boolean part = rest.size() < words.size()
                ? content.size() <= FEW
                : beginsWithPreposition(rest, language) && content.size() == 1;
        return part || (refers && content.size() <= SOME) ? Lack.REST : Lack.NOTHING;
    }

    private static boolean isShort(List<Word> words) {
        boolean spaces = words.stream()
                .flatMapToInt(word -> word.text().codePoints())
                .mapToObj(UnicodeScript::of)
                .noneMatch(
                        Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA, UnicodeScript.THAI)
                                ::contains);
        int letters = words.stream().mapToInt(word -> word.text().length()).sum();
        return spaces ? words.size() <= FEW : letters <= FEW_LETTERS_WITHOUT_SPACES;
    }

    /** With what its pronoun stands for: what the last question was about that was about anything. */
    private static String named(String question, List<Word> words, QuestionWords english, List<AnsweredTurn> before) {
        String topic = before.reversed().stream()
                .map(turn -> new EnglishTopic(turn.searchedFor(), english).phrases())
                .filter(phrases -> !phrases.isEmpty())
                .findFirst()
                .orElse("");
        OptionalInt pronoun = new EnglishReference(words, english).find();
        if (topic.isEmpty() || pronoun.isEmpty()) {
            return completed(question, words, english, before);
        }
        int end = words.get(pronoun.getAsInt()).end();
        return question.substring(0, end) + " (" + topic + ")" + question.substring(end);
    }

    private static String completed(
            String question, List<Word> words, QuestionWords language, List<AnsweredTurn> before) {
        String base = base(words, language, before);
        List<Word> content = language.content(words);
        if (content.size() == 1 && canBeExchanged(content.getFirst(), language)) {
            List<Word> alike = language.content(Word.of(base)).stream()
                    .filter(word -> word.name() == content.getFirst().name())
                    .toList();
            if (alike.size() == 1) {
                Word old = alike.getFirst();
                return base.substring(0, old.start()) + content.getFirst().text() + base.substring(old.end());
            }
        }
        return shortened(base) + ' ' + question;
    }

    /** In German every noun begins with a capital. */
    private static boolean canBeExchanged(Word name, QuestionWords language) {
        return switch (name.name()) {
            case NUMBER, IDENTIFIER -> true;
            case CAPITALISED -> !language.language().equals("de");
            case NONE -> false;
        };
    }

    /**
     * What a part of a question goes on from: the last question that said something. "And in summer?" after "And in winter?" takes the
     * place of that.
     */
    private static String base(List<Word> words, QuestionWords language, List<AnsweredTurn> before) {
        String manner = manner(words, language);
        int at = before.size() - 1;
        while (at > 0) {
            List<Word> earlier = Word.of(before.get(at).question());
            String mannerThen = manner(earlier, language);
            if (lack(earlier, language) != Lack.REST || !(mannerThen.isEmpty() || mannerThen.equals(manner))) {
                break;
            }
            at--;
        }
        return before.get(at).searchedFor();
    }

    /** How a part of a question joins the rest; empty if it says nothing new. */
    private static String manner(List<Word> words, QuestionWords language) {
        List<Word> rest = language.withoutLead(words);
        if (language.content(words).isEmpty()) {
            return "";
        }
        return beginsWithPreposition(rest, language) ? rest.getFirst().lower() : "what about";
    }

    /** Without what was said between its first and its last part, if it is long. */
    private static String shortened(String base) {
        List<String> parts = new ArrayList<>(List.of(BETWEEN_QUESTIONS.split(base)));
        while (parts.size() > 2 && String.join(" ", parts).length() > LONGEST_BASE) {
            parts.remove(1);
        }
        return String.join(" ", parts);
    }
}
