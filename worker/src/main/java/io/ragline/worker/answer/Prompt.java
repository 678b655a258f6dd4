package io.ragline.worker.answer;

import io.ragline.model.Passage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What a model is told: the rules, what was said before, the passages and the question.
 *
 * @param request to the model
 * @param passages that it is shown, the first by number 1
 */
record Prompt(ChatRequest request, List<Passage> passages) {
    private static final String RULES = read("/prompts/answer.txt");

    private static String read(String name) {
        try (InputStream in = Prompt.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The worker's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prompt of(AnswerTask task, ChatModel model) {
        List<Turn> turns = new ArrayList<>();
        turns.add(new Turn(Role.SYSTEM, RULES));
        turns.addAll(task.history());
        turns.add(new Turn(Role.USER, question(task.question(), task.passages())));
        return new Prompt(
                new ChatRequest(
                        turns,
                        task.options().temperature(),
                        model.maxAnswerTokens(),
                        task.options().jsonSchema()),
                task.passages());
    }

    /** A passage can't end itself: its marks hold a number that nobody could know when the document was written. */
    private static String question(String question, List<Passage> passages) {
        String mark = "passage-"
                + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            text.append("<%s n=\"%d\">%n%s%n</%s>%n%n"
                    .formatted(mark, i + 1, passage.chunk().text(), mark));
        }
        return text.append("Question: ").append(question).toString();
    }
}
