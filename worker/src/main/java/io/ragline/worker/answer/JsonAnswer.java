package io.ragline.worker.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.model.Answer;
import io.ragline.model.Citation;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.model.UnsupportedSentence;
import io.ragline.worker.answer.Grounding.Grounded;
import io.ragline.worker.answer.Grounding.References;
import io.ragline.worker.answer.JsonText.NoJsonException;
import io.ragline.worker.answer.JsonText.Rewritten;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatRequest;
import io.ragline.worker.chat.Completion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a language model answer in JSON, and takes nothing else from it. A model that replies with something else is told what is wrong
 * with it, once. Whoever listens hears an answer that was found good, in one piece. For one answer.
 */
final class JsonAnswer {
    private static final int LONGEST_REPLY = 4000;

    private final ChatModel model;
    private final AnswerSchema schema;

    JsonAnswer(ChatModel model, AnswerSchema schema) {
        this.model = model;
        this.schema = schema;
    }

    /**
     * @param grounding in the passages that the prompt shows
     * @throws RaglineException {@code ANSWER_MALFORMED} if the model does not reply with such JSON
     */
    Answer answer(ChatRequest prompt, Grounding grounding, ChatListener listener) {
        Completion first = model.complete(prompt, asking(listener));
        try {
            return checked(first, first.usage(), grounding, listener);
        } catch (NoJsonException e) {
            if (!first.complete()) {
                throw malformed(
                        "was cut off before its JSON was complete, so allow it more tokens (maxTokens)", first, e);
            }
            Completion second = model.complete(again(prompt, first, String.valueOf(e.getMessage())), asking(listener));
            try {
                return checked(second, first.usage().plus(second.usage()), grounding, listener);
            } catch (NoJsonException again) {
                throw malformed(
                        "did not reply with the JSON that was asked for, though it was told why: " + again.getMessage(),
                        second,
                        again);
            }
        }
    }

    private static RaglineException malformed(String how, Completion by, NoJsonException cause) {
        return new RaglineException(ErrorCode.ANSWER_MALFORMED, "The model '%s' %s.".formatted(by.model(), how), cause);
    }

    /** Half an answer in JSON is of no use to anybody. */
    private static ChatListener asking(ChatListener listener) {
        return new ChatListener() {
            @Override
            public void text(String text) {}

            @Override
            public void check() {
                listener.check();
            }
        };
    }

    private static ChatRequest again(ChatRequest prompt, Completion first, String why) {
        String said = first.text();
        List<Turn> turns = new ArrayList<>(prompt.turns());
        turns.add(new Turn(Role.ASSISTANT, said.substring(0, Math.min(LONGEST_REPLY, said.length()))));
        turns.add(new Turn(
                Role.USER,
                "That is not what was asked for: %s. Answer the question again, with the JSON alone.".formatted(why)));
        return new ChatRequest(turns, prompt.temperature(), prompt.maxTokens(), prompt.jsonSchema());
    }

    private Answer checked(Completion said, TokenUsage usage, Grounding grounding, ChatListener listener)
            throws NoJsonException {
        if (NoAnswerGate.isNone(said.text())) {
            return none(said.model(), usage);
        }
        JsonText json = JsonText.in(said.text());
        if (saysNothing(json)) {
            return none(said.model(), usage);
        }
        Rewritten<Grounded> written = grounded(json, grounding);
        List<Citation> citations = new ArrayList<>();
        List<UnsupportedSentence> unsupported = new ArrayList<>();
        written.texts().forEach(text -> {
            int[] at = text.at();
            text.by().citations().forEach(each -> citations.add(each.at(at[each.answerStart()], at[each.answerEnd()])));
            text.by()
                    .unsupported()
                    .forEach(each ->
                            unsupported.add(new UnsupportedSentence(each.text(), at[each.start()], at[each.end()])));
        });
        listener.text(written.json().text());
        return new Answer(written.json().text(), said.model(), true, !said.complete(), citations, unsupported, usage);
    }

    /** An answer that there is none has no text: words would be no JSON. */
    static Answer none(String model, TokenUsage usage) {
        return new Answer("", model, false, false, List.of(), List.of(), usage);
    }

    /** With the references that hold, or with none where the schema leaves no room for them. */
    private Rewritten<Grounded> grounded(JsonText json, Grounding grounding) throws NoJsonException {
        Rewritten<Grounded> written = grounded(json, grounding, References.AS_WRITTEN);
        List<String> complaints = schema.complaints(written.json().tree());
        if (complaints.isEmpty()) {
            return written;
        }
        Rewritten<Grounded> bare = grounded(json, grounding, References.NONE);
        if (schema.complaints(bare.json().tree()).isEmpty()) {
            return bare;
        }
        throw new NoJsonException("it does not meet the schema (%s)".formatted(String.join("; ", complaints)), null);
    }

    private Rewritten<Grounded> grounded(JsonText json, Grounding grounding, References references) {
        return json.rewrite(text -> schema.prescribed().contains(text) || NoAnswerGate.isNone(text)
                ? new Grounded(text, List.of(), List.of())
                : grounding.ground(text, references));
    }

    /** Whether it has the form that was asked for and says in it that there is no answer. */
    private boolean saysNothing(JsonText json) {
        List<JsonNode> values = json.values();
        List<String> texts = values.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .filter(text -> !schema.prescribed().contains(text))
                .toList();
        boolean marked = texts.stream().anyMatch(NoAnswerGate::isNone);
        boolean silent = texts.stream().allMatch(text -> text.isBlank() || NoAnswerGate.isNone(text));
        Optional<JsonNode> other = values.stream()
                .filter(value ->
                        !value.isNull() && !(value.isTextual() && value.asText().isBlank()))
                .findFirst();
        return marked ? silent : !values.isEmpty() && other.isEmpty();
    }
}
