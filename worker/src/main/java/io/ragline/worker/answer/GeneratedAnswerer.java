package io.ragline.worker.answer;

import io.ragline.model.Answer;
import io.ragline.model.Passage;
import io.ragline.model.TokenUsage;
import io.ragline.worker.answer.Grounding.Grounded;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.Completion;
import java.util.List;

/** Has a language model write the answer, and keeps of it what the passages support. */
final class GeneratedAnswerer implements Answerer {
    /** A model that finds the prompt too long, whatever was counted here, is shown half as much, so many times. */
    private static final int SHORTER_PROMPTS = 6;

    private final ChatModel model;
    private final Support support;

    GeneratedAnswerer(ChatModel model, Support support) {
        this.model = model;
        this.support = support;
    }

    @Override
    public Answer answer(AnswerTask task, ChatListener listener) {
        if (task.passages().isEmpty()) {
            listener.text(ExtractiveAnswerer.NO_ANSWER);
            return none(model.name(), TokenUsage.NONE);
        }
        int most = Integer.MAX_VALUE;
        TokenUsage spent = TokenUsage.NONE;
        for (int shorter = 0; ; shorter++) {
            Prompt prompt = Prompt.of(task, model, most);
            NoAnswerGate gate = new NoAnswerGate(listener);
            try {
                Completion completion = model.complete(prompt.request(), gate);
                gate.end();
                return answer(task, prompt.passages(), completion.having(spent));
            } catch (ChatFailedException e) {
                if (e.reason() != Reason.CONTEXT_OVERFLOW || shorter == SHORTER_PROMPTS) {
                    throw e;
                }
                spent = spent.plus(e.spent());
                gate.restart("The prompt was too long for the model, so it is shown less");
                most = prompt.shown() / 2;
            }
        }
    }

    private Answer answer(AnswerTask task, List<Passage> shown, Completion completion) {
        String text = NoAnswerGate.without(completion.text());
        if (text.isEmpty()) {
            return none(completion.model(), completion.usage());
        }
        if (task.options().jsonSchema() != null) {
            // references would break the form that was asked for
            return new Answer(text, completion.model(), true, List.of(), List.of(), completion.usage());
        }
        Grounded grounded = new Grounding(support, shown).ground(text);
        return new Answer(
                grounded.text(),
                completion.model(),
                true,
                grounded.citations(),
                grounded.unsupported(),
                completion.usage());
    }

    private static Answer none(String model, TokenUsage usage) {
        return new Answer(ExtractiveAnswerer.NO_ANSWER, model, false, List.of(), List.of(), usage);
    }
}
