package io.ragline.api.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.ragline.api.jobs.JobView;
import io.ragline.catalog.MessageEntity;
import io.ragline.catalog.MessageRepository.Said;
import io.ragline.model.Citation;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A question or an answer.
 *
 * @param role {@code user} or {@code assistant}
 * @param jobId that answers or has answered it
 * @param status of a question: what became of it, as of its job
 * @param error why a question failed
 * @param searchedFor of an answer: what was searched for, if that is not the question as it was asked
 * @param answered of an answer: whether the documents held one
 * @param truncated of an answer: whether its end is missing, as it was cut off at the longest that was allowed
 * @param model of an answer: who wrote it
 * @param sources of an answer: its citations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(
        UUID messageId,
        String role,
        String text,
        UUID jobId,
        @Nullable String status,
        JobView.@Nullable ErrorView error,
        @Nullable String searchedFor,
        @Nullable Boolean answered,
        @Nullable Boolean truncated,
        @Nullable String model,

        @Schema(type = SchemaType.ARRAY, implementation = Citation.class) @JsonRawValue @Nullable
        String sources,

        Instant createdAt) {
    static MessageView of(Said said) {
        MessageEntity message = said.message();
        boolean question = message.role.equals(MessageEntity.USER);
        return new MessageView(
                message.id,
                message.role,
                message.text,
                message.jobId,
                question ? said.job().status.id() : null,
                question ? JobView.ErrorView.of(said.job()) : null,
                message.searchedFor,
                message.answered,
                question ? null : message.truncated,
                message.model,
                question ? null : message.sources,
                message.createdAt);
    }
}
