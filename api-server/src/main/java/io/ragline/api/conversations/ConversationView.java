package io.ragline.api.conversations;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.ConversationEntity;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation.
 *
 * @param title absent until the first question gives it one
 * @param collections that its questions search unless they say otherwise; empty for {@code default}
 * @param questions how many were asked
 * @param updatedAt when something was asked, answered or changed last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConversationView(
        UUID conversationId,
        @Nullable String title,
        List<String> collections,
        int questions,
        Instant createdAt,
        Instant updatedAt) {
    static ConversationView of(ConversationEntity conversation) {
        return new ConversationView(
                conversation.id,
                conversation.title,
                List.of(conversation.collections),
                conversation.questions,
                conversation.createdAt,
                conversation.updatedAt);
    }
}
