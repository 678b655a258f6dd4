package io.ragline.worker.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** How much of a conversation a model is told. Here a token is a word. */
class HistoryBudgetTest {
    private static final int AROUND = 8;

    private static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    private static HistoryBudget budget(int limit, int longest) {
        return new HistoryBudget(HistoryBudgetTest::words, limit, longest);
    }

    private static List<Turn> conversation(int questions, int wordsOfAnAnswer) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 1; i <= questions; i++) {
            turns.add(new Turn(Role.USER, "Question " + i));
            turns.add(new Turn(
                    Role.ASSISTANT, ("word" + i + " ").repeat(wordsOfAnAnswer).strip()));
        }
        return turns;
    }

    @Test
    void what_fits_is_told_in_full() {
        List<Turn> turns = conversation(3, 5);

        assertThat(budget(1000, 500).fit(turns)).isEqualTo(turns);
    }

    @Test
    void the_oldest_is_dropped_first() {
        List<Turn> turns = conversation(5, 10);

        assertThat(budget(2 * (2 + 10 + 2 * AROUND), 500).fit(turns)).isEqualTo(turns.subList(6, 10));
    }

    @Test
    void an_answer_is_not_told_without_its_question() {
        List<Turn> turns = conversation(2, 10);

        List<Turn> told = budget(2 + 10 + 2 * AROUND + 10 + AROUND, 500).fit(turns);

        assertThat(told).isEqualTo(turns.subList(2, 4));
    }

    @Test
    void rules_of_the_caller_are_told_first_and_stay() {
        List<Turn> turns = new ArrayList<>(List.of(new Turn(Role.SYSTEM, "Be brief")));
        turns.addAll(conversation(5, 10));

        List<Turn> told = budget(2 + AROUND + 2 + 10 + 2 * AROUND, 500).fit(turns);

        assertThat(told).containsExactly(turns.getFirst(), turns.get(9), turns.get(10));
    }

    @Test
    void a_long_turn_loses_its_end() {
        List<Turn> turns = conversation(1, 1000);

        List<Turn> told = budget(1000, 20).fit(turns);

        assertThat(told).hasSize(2);
        assertThat(words(told.getLast().text())).isEqualTo(20);
        assertThat(told.getLast().text()).startsWith("word1 word1").endsWith(" …");
    }

    @Test
    void no_letter_is_torn_apart() {
        List<Turn> turns = List.of(new Turn(Role.USER, "?"), new Turn(Role.ASSISTANT, "😀".repeat(100)));

        List<Turn> told = new HistoryBudget(String::length, 1000, 11).fit(turns);

        assertThat(told.getLast().text()).isEqualTo("😀".repeat(4) + " …");
    }

    @Test
    void nothing_fits_into_nothing() {
        assertThat(budget(0, -AROUND).fit(conversation(3, 3))).isEmpty();
    }

    @RepeatedTest(50)
    void the_limit_is_kept(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        int limit = random.nextInt(400);
        List<Turn> turns = conversation(1 + random.nextInt(20), 1 + random.nextInt(200));

        List<Turn> told = budget(limit, limit / 2 - AROUND).fit(turns);

        assertThat(told.stream().mapToInt(turn -> words(turn.text()) + AROUND).sum())
                .isLessThanOrEqualTo(limit);
    }

    @Test
    void a_model_is_told_a_quarter_of_what_it_takes() {
        HistoryBudget budget = HistoryBudget.ofAnswers(SayingModel.saying("").with(8192));

        List<Turn> told = budget.fit(conversation(500, 50));

        int tokens = told.stream()
                .mapToInt(turn -> (turn.text().length() + 3) / 4 + AROUND)
                .sum();
        assertThat(tokens).isBetween(1500, 8192 / 4);
    }
}
