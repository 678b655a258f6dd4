package io.ragline.worker.answer;

import io.ragline.model.Answer;
import io.ragline.model.TokenUsage;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.Completion;
import java.util.List;

/** Has a language model write the answer, and keeps of it what the passages support. */
final class GeneratedAnswerer implements Answerer {
    private final ChatModel model;

    GeneratedAnswerer(ChatModel model) {
        this.model = model;
    }

    @Override
    public Answer answer(AnswerTask task, ChatListener listener) {
        if (task.passages().isEmpty()) {
            return new Answer(ExtractiveAnswerer.NO_ANSWER, model.name(), false, List.of(), List.of(), TokenUsage.NONE);
        }
        Prompt prompt = Prompt.of(task, model);
        Completion completion = model.complete(prompt.request(), listener);
        return new Answer(completion.text(), completion.model(), true, List.of(), List.of(), completion.usage());
    }
}
