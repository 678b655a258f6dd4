package io.ragline.api.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The events of one job in the words of OpenAI's stream. Not for several threads. */
final class ChatChunks {
    /** A comment, which clients skip. */
    private static final String ALIVE = ":\n\n";

    private final ObjectMapper json;
    private final Completions completions;
    private final UUID jobId;
    private final String model;
    private final boolean withUsage;
    private final long created;
    private final StringBuilder sent = new StringBuilder();
    private final Duration patience;
    private final Supplier<GivenUpException> late;
    private final StringBuilder said = new StringBuilder();
    private @Nullable JsonNode result;
    private boolean over;
    private Instant heard = Instant.now();

    /**
     * @param patience how long the next word is waited for
     * @param late what the client is told when there is none by then
     */
    ChatChunks(
            ObjectMapper json,
            Completions completions,
            UUID jobId,
            ChatBody body,
            long created,
            Duration patience,
            Supplier<GivenUpException> late) {
        this.json = json;
        this.completions = completions;
        this.jobId = jobId;
        this.model = body.modelName();
        this.withUsage = body.wantsUsage();
        this.created = created;
        this.patience = patience;
        this.late = late;
    }

    /** What is still to come is of no use to the client. */
    boolean over() {
        return over;
    }

    List<String> of(OutboundSseEvent event) {
        List<String> chunks = chunks(event);
        if (over || result != null || Instant.now().isBefore(heard.plus(patience))) {
            return chunks;
        }
        over = true;
        return List.of(event(OpenAiErrors.of(late.get())), event("[DONE]"));
    }

    private List<String> chunks(OutboundSseEvent event) {
        String data = event.getData() instanceof String text ? text : "";
        return switch (String.valueOf(event.getName())) {
            case "token" -> token(read(data).path("text").asText());
            case "started", "restart" -> { // whoever began before has given up
                said.setLength(0);
                yield List.of(ALIVE);
            }
            case "result" -> {
                result = read(data);
                yield List.of();
            }
            case "end" -> {
                over = true;
                yield end(read(data));
            }
            default -> List.of(ALIVE); // something happened: the connection is alive
        };
    }

    /** What was sent can't be taken back: an answer that begins anew goes on where it says the same, else in a paragraph of its own. */
    private List<String> token(String text) {
        heard = Instant.now();
        said.append(text);
        if (sent.length() >= said.length() && sent.toString().startsWith(said.toString())) {
            return List.of();
        }
        String more;
        if (said.toString().startsWith(sent.toString())) {
            more = said.substring(sent.length());
        } else if (said.length() == text.length()) {
            more = "\n\n" + text;
        } else {
            more = text;
        }
        boolean first = sent.isEmpty();
        sent.setLength(0);
        sent.append(said);
        return List.of(chunk(delta(first, more), null));
    }

    private List<String> end(JsonNode job) {
        List<String> last = new ArrayList<>();
        if (result == null) {
            last.add(event(OpenAiErrors.of(job)));
        } else {
            if (sent.isEmpty()) {
                last.add(chunk(delta(true, result.path("answer").asText()), null));
            }
            ObjectNode stop = chunkNode(json.createObjectNode(), Completions.finishReason(result));
            completions.addSources(stop, result, jobId);
            last.add(event(stop));
            if (withUsage) {
                ObjectNode usage = chunkNode(null, null);
                usage.set("usage", completions.usage(result));
                last.add(event(usage));
            }
        }
        last.add(event("[DONE]"));
        return last;
    }

    private ObjectNode delta(boolean first, String text) {
        ObjectNode delta = json.createObjectNode();
        if (first) {
            delta.put("role", "assistant");
        }
        return delta.put("content", text);
    }

    private String chunk(ObjectNode delta, @Nullable String finished) {
        return event(chunkNode(delta, finished));
    }

    private ObjectNode chunkNode(@Nullable ObjectNode delta, @Nullable String finished) {
        ObjectNode chunk = completions.frame("chat.completion.chunk", jobId, model, created);
        if (delta == null) {
            chunk.putArray("choices");
        } else {
            ObjectNode choice = chunk.putArray("choices").addObject();
            choice.put("index", 0).set("delta", delta);
            choice.put("finish_reason", finished);
        }
        return chunk;
    }

    private static String event(Object data) {
        return "data: " + data + "\n\n";
    }

    private JsonNode read(String data) {
        try {
            return json.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The events of a job are always JSON", e);
        }
    }
}
