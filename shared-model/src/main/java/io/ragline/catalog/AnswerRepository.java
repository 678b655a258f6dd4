package io.ragline.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Objects;

/** Writes what an answered question leaves behind: its result, its answer in the conversation, what it took. */
@ApplicationScoped
public class AnswerRepository {
    private final ResultRepository results;
    private final MessageRepository messages;
    private final UsageRepository usage;
    private final ObjectMapper json;

    AnswerRepository(ResultRepository results, MessageRepository messages, UsageRepository usage, ObjectMapper json) {
        this.results = results;
        this.messages = messages;
        this.usage = usage;
        this.json = json;
    }

    /**
     * Records the result and all that goes with it, and ends the job, in one step.
     *
     * @param body the result as JSON
     * @param keep how long the result is kept
     * @throws AttemptSupersededException if another attempt took over; nothing has changed then
     */
    @Transactional
    public void save(Attempt attempt, QueryRequest query, QueryResult result, String body, Duration keep) {
        results.save(attempt, body, keep);
        usage.record(attempt, query, result);
        if (query.conversationId() != null && result.answer() != null) {
            messages.answer(new MessageRepository.Reply(
                    attempt.job().id,
                    query.conversationId(),
                    result.answer(),
                    Objects.requireNonNullElse(result.searchedFor(), query.question()),
                    result.answered(),
                    result.truncated(),
                    result.model(),
                    sources(result)));
        }
    }

    private String sources(QueryResult result) {
        try {
            return json.writeValueAsString(result.citations());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Citations are always JSON", e);
        }
    }
}
