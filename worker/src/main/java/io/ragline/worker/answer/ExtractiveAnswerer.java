package io.ragline.worker.answer;

import io.ragline.model.Answer;
import io.ragline.model.Citation;
import io.ragline.model.ErrorCode;
import io.ragline.model.GenerationOptions;
import io.ragline.model.Passage;
import io.ragline.model.RaglineException;
import io.ragline.model.TokenUsage;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.embed.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Answers with the sentences that answer best, word for word, each with its page. It needs no language model and can't
 * invent anything.
 *
 * <p>Sentences are first chosen by the question's words, since embedding is what takes time, and then by meaning and words
 * together. If even the best has little to do with the question, the answer is that there is none.
 */
public final class ExtractiveAnswerer implements Answerer {
    /** The answer when the passages hold none. */
    public static final String NO_ANSWER = "Nothing in the documents answers this question.";

    private static final int MOST_PASSAGES = 8;

    /** Sentences that are embedded: they hold an answer nearly as often as all do, in a tenth of the time. */
    private static final int MOST_EMBEDDED = 8;

    private final Embedder embedder;

    public ExtractiveAnswerer(Embedder embedder) {
        this.embedder = embedder;
    }

    @Override
    public Answer answer(AnswerTask task, ChatListener listener) {
        if (task.options().jsonSchema() != null) { // was accepted while there still was a language model
            throw new RaglineException(
                    ErrorCode.MODEL_NOT_FOUND, "No language model is configured (any more) that could answer in JSON.");
        }
        Answer answer = answer(task.searchedFor(), task.passages());
        listener.text(answer.text());
        return answer;
    }

    private Answer answer(String question, List<Passage> passages) {
        if (question.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return none(); // every sentence is as near to a smiley as any other
        }
        List<Quotable> sentences = Quotables.of(passages.subList(0, Math.min(passages.size(), MOST_PASSAGES)));
        List<Evidence> evidence = weigh(question, sentences);
        List<Evidence> chosen = Selection.of(evidence);
        return chosen.isEmpty() ? none() : write(chosen);
    }

    private static Answer none() {
        return new Answer(NO_ANSWER, GenerationOptions.EXTRACTIVE, false, false, List.of(), List.of(), TokenUsage.NONE);
    }

    private List<Evidence> weigh(String question, List<Quotable> sentences) {
        QuestionTerms terms = new QuestionTerms(question, sentences);
        List<Quotable> likely = sentences.stream()
                .sorted(Comparator.comparingDouble((Quotable sentence) -> promise(sentence, terms))
                        .reversed())
                .limit(MOST_EMBEDDED)
                .toList();
        if (likely.isEmpty()) {
            return List.of();
        }
        float[] asked = embedder.embedQuery(question);
        List<float[]> vectors =
                embedder.embedPassages(likely.stream().map(Quotable::text).toList());
        List<Evidence> evidence = new ArrayList<>();
        for (int i = 0; i < likely.size(); i++) {
            evidence.add(new Evidence(
                    likely.get(i), vectors.get(i), Evidence.dot(asked, vectors.get(i)), terms.coverage(likely.get(i))));
        }
        return evidence;
    }

    /** Before anything is embedded: the question's words, and how good the passage is. */
    private static double promise(Quotable sentence, QuestionTerms terms) {
        return terms.coverage(sentence) + 0.5 * sentence.passage().score();
    }

    private static Answer write(List<Evidence> chosen) {
        StringBuilder text = new StringBuilder();
        List<Citation> citations = new ArrayList<>();
        for (Evidence evidence : chosen) {
            Quotable quote = evidence.sentence();
            int n = citations.size() + 1;
            text.append(n == 1 ? "" : " ");
            int from = text.length();
            text.append(quote.text()).append(" [").append(n).append(']');
            citations.add(quote.cited(n, from, text.length()));
        }
        return new Answer(
                text.toString(), GenerationOptions.EXTRACTIVE, true, false, citations, List.of(), TokenUsage.NONE);
    }
}
