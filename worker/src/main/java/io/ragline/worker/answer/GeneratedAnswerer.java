package io.ragline.worker.answer;

import io.ragline.model.Answer;
import io.ragline.model.TokenUsage;
import io.ragline.worker.answer.Grounding.Grounded;
import io.ragline.worker.answer.Grounding.References;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatFailedException.Reason;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.Completion;
import io.ragline.worker.embed.Embedder;
import java.util.List;

/** Has a language model write the answer, and keeps of it what the passages support. */
final class GeneratedAnswerer implements Answerer {
    /** A model that finds the prompt too long, whatever was counted here, is shown half as much, so many times. */
    private static final int SHORTER_PROMPTS = 6;

    private final ChatModel model;
    private final Embedder embedder;

    GeneratedAnswerer(ChatModel model, Embedder embedder) {
        this.model = model;
        this.embedder = embedder;
    }

    @Override
    public Answer answer(AnswerTask task, ChatListener listener) {
        String form = task.options().jsonSchema();
        AnswerSchema schema = form == null ? null : AnswerSchema.of(form);
        if (task.passages().isEmpty()) {
            if (schema != null) {
                return JsonAnswer.none(model.name(), TokenUsage.NONE);
            }
            listener.text(ExtractiveAnswerer.NO_ANSWER);
            return none(model.name(), TokenUsage.NONE);
        }
        int most = Integer.MAX_VALUE;
        TokenUsage spent = TokenUsage.NONE;
        for (int shorter = 0; ; shorter++) {
            Prompt prompt = Prompt.of(task, model, most);
            NoAnswerGate gate = new NoAnswerGate(listener);
            Grounding grounding = new Grounding(new Support(embedder), prompt.passages());
            try {
                if (schema != null) {
                    return new JsonAnswer(model, schema)
                            .answer(prompt.request(), grounding, listener)
                            .having(spent);
                }
                Completion completion = model.complete(prompt.request(), gate);
                gate.end(completion.text());
                return answer(grounding, completion.having(spent));
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

    private static Answer answer(Grounding grounding, Completion completion) {
        if (NoAnswerGate.isNoneInWords(completion.text())) {
            return none(completion.model(), completion.usage());
        }
        String text = NoAnswerGate.without(completion.text());
        Grounded grounded = grounding.ground(text, References.ALL);
        return new Answer(
                grounded.text().stripTrailing(),
                completion.model(),
                true,
                !completion.complete(),
                grounded.citations(),
                grounded.unsupported(),
                completion.usage());
    }

    private static Answer none(String model, TokenUsage usage) {
        return new Answer(ExtractiveAnswerer.NO_ANSWER, model, false, false, List.of(), List.of(), usage);
    }
}
