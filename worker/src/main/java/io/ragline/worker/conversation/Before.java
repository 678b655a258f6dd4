package io.ragline.worker.conversation;

import io.ragline.catalog.MessageRepository.AnsweredTurn;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.answer.ExtractiveAnswerer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What was said before a question.
 *
 * @param answered the questions with their answers, oldest first
 * @param turns all of it, as a model is told
 */
record Before(List<AnsweredTurn> answered, List<Turn> turns) {
    /** Older questions say nothing about what is asked now. */
    static final int MOST_QUESTIONS = 50;

    private static final int LONGEST_QUESTION = 4000;

    /** References to passages that nobody has before them any more. */
    private static final Pattern REFERENCE = Pattern.compile("\\s*\\[\\d{1,3}(?:\\s*,\\s*\\d{1,3})*]");

    Before {
        answered = List.copyOf(answered);
        turns = List.copyOf(turns);
    }

    /** As the conversation has it. */
    static Before inConversation(List<AnsweredTurn> answered) {
        return new Before(
                answered,
                answered.stream()
                        .flatMap(turn -> Stream.of(
                                new Turn(Role.USER, turn.question()),
                                withoutReferences(new Turn(Role.ASSISTANT, said(turn)))))
                        .toList());
    }

    /** As a caller has kept it, who does not know what was searched for. */
    static Before toldBy(List<Turn> caller, RewritingRule rule) {
        List<AnsweredTurn> answered = new ArrayList<>();
        List<Turn> asked = caller.stream()
                .filter(turn -> turn.role() == Role.USER && !turn.text().isBlank())
                .toList();
        for (Turn turn : asked.subList(Math.max(0, asked.size() - MOST_QUESTIONS), asked.size())) {
            String question = turn.text()
                    .substring(0, Math.min(LONGEST_QUESTION, turn.text().length()));
            String standalone = answered.isEmpty() ? question : rule.standalone(question, answered);
            answered.add(new AnsweredTurn(question, standalone, ""));
        }
        return new Before(
                answered, caller.stream().map(Before::withoutReferences).toList());
    }

    /** What was asked for in JSON and isn't in the documents has no words of its own, and some models refuse to hear nothing. */
    private static String said(AnsweredTurn turn) {
        return turn.answer().isBlank() ? ExtractiveAnswerer.NO_ANSWER : turn.answer();
    }

    private static Turn withoutReferences(Turn turn) {
        return turn.role() == Role.ASSISTANT
                ? new Turn(turn.role(), REFERENCE.matcher(turn.text()).replaceAll(""))
                : turn;
    }
}
