package io.ragline.worker.answer;

import io.ragline.model.GenerationOptions;
import io.ragline.model.Passage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.answer.Packing.Shown;
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
import java.util.regex.Pattern;

/**
 * What a model is told: the rules, what was said before, the passages and the question, within what it takes.
 *
 * @param request to the model
 * @param passages that it is shown, the first by number 1
 * @param shown tokens of these passages and of what was said before
 */
record Prompt(ChatRequest request, List<Passage> passages, int shown) {
    private static final String RULES = read("/prompts/answer.txt");
    private static final String JSON_RULES = read("/prompts/answer-json.txt");

    /** Tokens that a server adds around each turn. */
    private static final int AROUND_A_TURN = 8;

    /** The answer gets less than it may have rather than the passages nothing. */
    private static final double MOST_FOR_THE_ANSWER = 0.5;

    private static final int LONGEST_NAME = 120;
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[\"<>\\p{Cntrl}]+");

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

    /**
     * @param most tokens of passages and of what was said before, if that is less than there should be room for
     */
    static Prompt of(AnswerTask task, ChatModel model, int most) {
        String rules = rules(task);
        Integer wanted = task.options().maxTokens();
        int answer =
                Math.min(wanted == null ? model.maxAnswerTokens() : Math.min(wanted, model.maxAnswerTokens()), (int)
                        (model.contextTokens() * MOST_FOR_THE_ANSWER));
        Turn system = new Turn(Role.SYSTEM, rules);
        String asked = "Question: " + task.question();
        int needed = tokens(system, model) + tokens(new Turn(Role.USER, asked), model);
        int room = Math.clamp((long) model.contextTokens() - answer - needed, 0, most);
        int said = task.history().stream().mapToInt(turn -> tokens(turn, model)).sum();
        List<Turn> history = said <= room / 2 ? task.history() : List.of();
        int left = history.isEmpty() ? room : room - said;
        // a passage can't end itself: its marks hold a number that nobody could know when the document was written
        String mark = "passage-"
                + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
        List<Shown> shown = Packing.fit(task.passages(), left, some -> model.countTokens(quoted(99, some, mark)));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown.size(); i++) {
            text.append(quoted(i + 1, shown.get(i), mark));
        }
        int tokens = model.countTokens(text.toString()) + (history.isEmpty() ? 0 : said);
        List<Turn> turns = new ArrayList<>();
        turns.add(system);
        turns.addAll(history);
        turns.add(new Turn(Role.USER, text.append(asked).toString()));
        GenerationOptions options = task.options();
        return new Prompt(
                new ChatRequest(turns, options.temperature(), answer, options.jsonSchema()),
                shown.stream().map(Shown::passage).toList(),
                tokens);
    }

    private static String rules(AnswerTask task) {
        String rules = task.rules() == null ? RULES : task.rules();
        String schema = task.options().jsonSchema();
        return schema == null ? rules : rules + "\n\n" + JSON_RULES.replace("{schema}", schema);
    }

    private static int tokens(Turn turn, ChatModel model) {
        return model.countTokens(turn.text()) + AROUND_A_TURN;
    }

    private static String quoted(int n, Shown shown, String mark) {
        Passage passage = shown.passage();
        String name = NOT_IN_A_NAME.matcher(passage.filename()).replaceAll(" ");
        return "<%s n=\"%d\" document=\"%s\" page=\"%d\">%s\n%s\n</%s>\n\n"
                .formatted(
                        mark,
                        n,
                        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                        passage.chunk().pageAt(0),
                        passage.headingPath().isEmpty() ? "" : "\n" + String.join(" > ", passage.headingPath()),
                        shown.text(),
                        mark);
    }
}
