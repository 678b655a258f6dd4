package io.ragline.worker.conversation;

import io.ragline.model.TextAnalysis;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.index.Terms;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Has a language model make a question stand on its own, and looks whether what it says can be that. */
final class RewritingModel {
    private static final String RULES = read("/prompts/rewrite-question.txt");

    private static final int MOST_TOKENS_BEFORE = 1000;
    private static final int LONGEST_TURN = 200;
    private static final int SHARE = 4;
    private static final int TOKENS_MORE = 64;
    private static final int MOST_TOKENS = 512;
    private static final int CHARACTERS_MORE = 300;

    /** Models that think aloud. */
    private static final Pattern THOUGHTS = Pattern.compile("(?s)^\\s*<think>.*?</think>");

    private static final Pattern LABEL = Pattern.compile(
            "(?i)^(?:(?:rewritten|standalone|revised|final) (?:question|query)|question|query)\\s*:\\s*");
    private static final Pattern QUOTATION_MARKS = Pattern.compile("[\"“”„‟«»]");
    private static final Pattern HAS_DIGIT = Pattern.compile(".*\\p{N}.*");

    private final ChatModel model;
    private final Duration within;

    /** @param within time that it has, since a rule can do it as well */
    RewritingModel(ChatModel model, Duration within) {
        this.model = model;
        this.within = within;
    }

    /**
     * What came of it.
     *
     * @param question empty if the model said something else than the question
     */
    record Reply(Optional<String> question, TokenUsage usage) {
        /** Nobody was asked, or nobody answered. */
        static final Reply NONE = new Reply(Optional.empty(), TokenUsage.NONE);
    }

    /**
     * Asks the model.
     *
     * @param before what was said before, oldest first
     * @throws io.ragline.worker.chat.ChatFailedException if it does not answer
     */
    Reply ask(String question, List<Turn> before, ChatListener listener) {
        int limit = Math.min(MOST_TOKENS_BEFORE, model.contextTokens() / SHARE);
        List<Turn> told = new HistoryBudget(model::countTokens, limit, Math.min(LONGEST_TURN, limit / 2)).fit(before);
        int tokens = Math.min(MOST_TOKENS, TOKENS_MORE + 2 * model.countTokens(question));
        ChatRequest request = new ChatRequest(
                List.of(new Turn(Role.SYSTEM, RULES), new Turn(Role.USER, quoted(question, told))),
                0.0,
                Math.min(tokens, model.maxAnswerTokens()),
                null,
                within);
        Completion completion = model.complete(request, listener);
        Optional<String> rewritten =
                completion.complete() ? question(completion.text(), question, before) : Optional.empty();
        return new Reply(rewritten, completion.usage());
    }

    /** What is quoted can't end its own quotation: the marks hold a number that nobody could know. */
    private static String quoted(String question, List<Turn> told) {
        String mark = HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
        String said = told.stream()
                .filter(turn -> turn.role() != Role.SYSTEM)
                .map(turn -> (turn.role() == Role.USER ? "Question: " : "Answer: ") + turn.text())
                .collect(Collectors.joining("\n"));
        return "<conversation-%1$s>\n%2$s\n</conversation-%1$s>\n\n<question-%1$s>\n%3$s\n</question-%1$s>"
                .formatted(mark, said, question);
    }

    private static Optional<String> question(String reply, String asked, List<Turn> before) {
        String line = LABEL.matcher(THOUGHTS.matcher(reply).replaceFirst("").strip())
                .replaceFirst("")
                .strip();
        if (!QUOTATION_MARKS.matcher(asked).find()) {
            // marks around a text have it searched for letter by letter
            line = QUOTATION_MARKS.matcher(line).replaceAll("").strip();
        }
        boolean possible = !line.isEmpty()
                && line.lines().count() == 1
                && line.length() <= 2 * asked.length() + CHARACTERS_MORE
                && !line.contains("<")
                && isMadeOf(line, asked, before);
        return possible ? Optional.of(line) : Optional.empty();
    }

    /** Whether it has something of what was said, and no number that nobody said. */
    private static boolean isMadeOf(String line, String asked, List<Turn> before) {
        Set<String> said = new HashSet<>(terms(asked));
        before.forEach(turn -> said.addAll(terms(turn.text())));
        List<String> terms = terms(line);
        return !Collections.disjoint(terms, said)
                && terms.stream()
                        .filter(term -> HAS_DIGIT.matcher(term).matches())
                        .allMatch(said::contains);
    }

    private static List<String> terms(String text) {
        return Terms.of(TextAnalysis.ICU, text);
    }

    private static String read(String name) {
        try (InputStream in = RewritingModel.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The worker's jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
