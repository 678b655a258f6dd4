package io.ragline.worker.conversation;

import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.chat.ChatModel;
import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much a model is told of what was said before: the latest turns that fit, a question never without its answer; what is longer
 * than a turn may be loses its end.
 *
 * @param count counts the tokens of a text
 * @param limit tokens of all turns together
 * @param longest tokens of one turn
 */
record HistoryBudget(ToIntFunction<String> count, int limit, int longest) {
    /** Tokens that a server adds around each turn. */
    private static final int AROUND_A_TURN = 8;

    private static final int SHARE = 4;
    private static final String CUT = " …";

    HistoryBudget {
        Objects.requireNonNull(count);
    }

    /** For a prompt that has passages too: a quarter of what the model takes beside the longest answer, a turn half of that. */
    static HistoryBudget ofAnswers(ChatModel model) {
        int answer = Math.min(model.maxAnswerTokens(), model.contextTokens() / 2);
        int limit = (model.contextTokens() - answer) / SHARE;
        return new HistoryBudget(model::countTokens, limit, limit / 2 - AROUND_A_TURN);
    }

    /**
     * The rules that a caller has given, and the latest of the other turns, as many as fit.
     *
     * @param turns oldest first, each question before its answer
     */
    List<Turn> fit(List<Turn> turns) {
        Map<Boolean, List<Turn>> byRule =
                turns.stream().collect(Collectors.partitioningBy(turn -> turn.role() == Role.SYSTEM));
        List<Turn> rules = latest(byRule.getOrDefault(true, List.of()), limit);
        int taken = rules.stream().mapToInt(this::tokens).sum();
        List<Turn> said = latest(byRule.getOrDefault(false, List.of()), limit - taken).stream()
                .dropWhile(turn -> turn.role() != Role.USER)
                .toList();
        return Stream.concat(rules.stream(), said.stream()).toList();
    }

    private List<Turn> latest(List<Turn> turns, int room) {
        Deque<Turn> kept = new ArrayDeque<>();
        int left = room;
        for (Turn turn : turns.reversed()) {
            Turn cut = new Turn(turn.role(), cut(turn.text()));
            left -= tokens(cut);
            if (left < 0 || cut.text().isEmpty()) {
                break;
            }
            kept.addFirst(cut);
        }
        return List.copyOf(kept);
    }

    private int tokens(Turn turn) {
        return count.applyAsInt(turn.text()) + AROUND_A_TURN;
    }

    /** The longest beginning that is short enough, up to the end of a word. */
    private String cut(String text) {
        if (count.applyAsInt(text) <= longest) {
            return text;
        }
        int fits = 0;
        int tooLong = text.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (count.applyAsInt(text.substring(0, middle) + CUT) <= longest) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        BreakIterator words = BreakIterator.getWordInstance(Locale.ROOT);
        words.setText(text);
        int end = fits == 0 || words.isBoundary(fits) ? fits : Math.max(0, words.preceding(fits));
        String beginning = text.substring(0, end).strip();
        return beginning.isEmpty() ? "" : beginning + CUT;
    }
}
