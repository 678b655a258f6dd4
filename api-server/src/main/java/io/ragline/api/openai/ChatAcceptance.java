package io.ragline.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.http.Fingerprint;
import io.ragline.api.http.Idempotency;
import io.ragline.api.query.QueryAcceptance;
import io.ragline.api.query.QueryBody;
import io.ragline.catalog.JobEntity;
import io.ragline.provider.ConfiguredChatModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a question of a chat and accepts it. */
@ApplicationScoped
class ChatAcceptance {
    private final QueryAcceptance acceptance;
    private final ConfiguredChatModels models;
    private final Idempotency idempotency;

    ChatAcceptance(QueryAcceptance acceptance, ConfiguredChatModels models, Idempotency idempotency) {
        this.acceptance = acceptance;
        this.models = models;
        this.idempotency = idempotency;
    }

    /**
     * A chat that was accepted.
     *
     * @param jobId answers it
     * @param created when, in seconds since 1970
     */
    record AcceptedChat(UUID jobId, long created) {
        static AcceptedChat of(JobEntity job) {
            return new AcceptedChat(job.id, job.createdAt.getEpochSecond());
        }
    }

    /**
     * Accepts a chat, once for each key.
     *
     * @throws BadFieldException naming the field that makes no sense
     */
    AcceptedChat accept(ChatBody body, @Nullable String idempotencyKey) throws JsonProcessingException {
        Chat chat = Chat.of(body);
        ModelName name = ModelName.of(body.modelName());
        name.expectConfigured(models);
        QueryBody question = QueryBody.of(
                chat.question(),
                name.collections(),
                name.model(),
                body.temperature(),
                longestAnswer(body, name),
                body.responseFormat());
        return idempotency.once(
                idempotencyKey,
                new Fingerprint("chat-completion").add(body),
                AcceptedChat.class,
                id -> AcceptedChat.of(acceptance.accept(id, question, chat.history())));
    }

    /** What is more than the model may write is no error here, since clients ask for what other providers' models write. */
    private @Nullable Integer longestAnswer(ChatBody body, ModelName name) {
        Integer wanted = body.longestAnswer();
        String model = name.model() == null ? models.standard() : name.model();
        return wanted == null
                ? null
                : models.named(model)
                        .map(provider -> Math.min(wanted, provider.maxAnswerTokens()))
                        .orElse(wanted);
    }
}
