package io.ragline.api.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.api.http.BadFieldException;
import io.ragline.api.query.QueryBody;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A chat as a question and what was said before it.
 *
 * @param question the last message
 * @param history the others, oldest first; what the system says counts as well
 */
record Chat(String question, List<Turn> history) {
    private static final int MAX_HISTORY = 200_000;

    /** @throws BadFieldException naming the message that can't be understood */
    static Chat of(ChatBody body) {
        List<ChatBody.Message> messages = Objects.requireNonNull(body.messages());
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            turns.add(turn(messages.get(i), "messages[%d]".formatted(i)));
        }
        Turn last = turns.removeLast();
        String where = "messages[%d].content".formatted(turns.size());
        if (last.role() != Role.USER) {
            throw new BadFieldException("messages", "The last message is the question: its role is user.");
        }
        if (last.text().isBlank() || last.text().length() > QueryBody.MAX_QUESTION) {
            throw new BadFieldException(
                    where, "The last message is a question of 1 to %d characters.".formatted(QueryBody.MAX_QUESTION));
        }
        if (turns.stream().mapToLong(turn -> turn.text().length()).sum() > MAX_HISTORY) {
            throw new BadFieldException(
                    "messages", "The earlier messages have at most %d characters together.".formatted(MAX_HISTORY));
        }
        return new Chat(last.text(), turns);
    }

    private static Turn turn(ChatBody.Message message, String where) {
        Role role = switch (String.valueOf(message.role())) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default ->
                throw new BadFieldException(
                        where + ".role", "A message's role is system, developer, user or assistant.");
        };
        return new Turn(role, text(message.content(), where + ".content").replace('\0', ' '));
    }

    private static String text(@Nullable JsonNode content, String where) {
        if (content == null || content.isNull()) {
            return "";
        }
        if (content.isTextual()) {
            return content.textValue();
        }
        if (!content.isArray()) {
            throw new BadFieldException(where, "A message's content is a text or a list of parts.");
        }
        StringBuilder text = new StringBuilder();
        for (JsonNode part : content) {
            if (!part.path("text").isTextual()) {
                throw new BadFieldException(where, "Parts of a message are texts; images and sounds can't be used.");
            }
            text.append(text.isEmpty() ? "" : "\n").append(part.path("text").textValue());
        }
        return text.toString();
    }
}
