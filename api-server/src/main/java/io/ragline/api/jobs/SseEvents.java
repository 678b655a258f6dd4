package io.ragline.api.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.JobEvent;
import io.ragline.job.JobResults;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Progress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.server.jaxrs.OutboundSseEventImpl;
import org.jspecify.annotations.Nullable;

/** Words what happens to jobs as server-sent events. */
@ApplicationScoped
class SseEvents {
    private final JobRepository jobs;
    private static final String RESULT = "result";

    private final ResultRepository results;
    private final JobResults hotResults;
    private final JobViews views;
    private final ObjectMapper json;

    SseEvents(JobRepository jobs, ResultRepository results, JobResults hotResults, JobViews views, ObjectMapper json) {
        this.jobs = jobs;
        this.results = results;
        this.hotResults = hotResults;
        this.views = views;
        this.json = json;
    }

    OutboundSseEvent of(JobEvent event) {
        return event(event.id(), event.type(), data(event));
    }

    /** As the API words it everywhere else. */
    private String data(JobEvent event) {
        return switch (event.type()) {
            case PROGRESS -> write(JobView.ProgressView.of(read(event.data(), Progress.class)));
            case QUEUED, STARTED, TOKEN, RESTART, PUT_OFF, END -> event.data();
        };
    }

    /**
     * The end of a job, with the job as its data; nothing if the job has not ended.
     *
     * @param id of the event; null if its stream has none
     */
    Optional<OutboundSseEvent> end(UUID jobId, @Nullable String id) {
        return jobs.findJob(jobId)
                .filter(job -> job.status.isFinal())
                .map(job -> event(id == null ? LastEventId.ofEnd(job) : id, JobEvent.Type.END, view(job)));
    }

    /** What a question came to, as JSON; nothing for other jobs, and if there is no result. */
    Optional<String> result(UUID jobId) {
        return jobs.findJob(jobId)
                .filter(job -> job.kind == JobKind.ANSWER_QUERY && job.status == JobStatus.SUCCEEDED)
                .flatMap(job -> hotResults
                        .get(job.tenantId, jobId)
                        .or(() -> results.ofJob(jobId).map(result -> result.body)));
    }

    /** That result. Resuming behind it is resuming behind the last token. */
    OutboundSseEvent result(String body) {
        return event(null, RESULT, body);
    }

    /** The answer in a result; nothing if only passages were asked for. */
    Optional<String> answerOf(String result) {
        return Optional.ofNullable(read(result, JsonNode.class).path("answer").textValue());
    }

    /** Words of an answer that Redis has lost; it has no event of them, so they have no id. */
    OutboundSseEvent words(String text) {
        return event(null, JobEvent.Type.TOKEN.id(), write(Map.of("text", text)));
    }

    /** What was heard of an answer counts no more, since words between are lost. */
    OutboundSseEvent restart() {
        return event(null, JobEvent.Type.RESTART.id(), write(Map.of("why", "Some of its words were lost with Redis")));
    }

    /** Whether an event says nothing to clients: the end of an answer where no words are left. */
    boolean isSilent(JobEvent event) {
        return event.last()
                && read(event.data(), JsonNode.class).path("text").asText().isEmpty();
    }

    private String view(JobEntity job) {
        return write(views.of(job));
    }

    /** A comment, which clients skip. */
    OutboundSseEvent keepAlive() {
        return new OutboundSseEventImpl.BuilderImpl().comment("").build();
    }

    private static OutboundSseEvent event(String id, JobEvent.Type type, String data) {
        return event(id, type.id(), data);
    }

    private static OutboundSseEvent event(@Nullable String id, String name, String data) {
        var event = new OutboundSseEventImpl.BuilderImpl().name(name).data(String.class, data);
        return (id == null ? event : event.id(id)).build();
    }

    private String write(Object data) {
        try {
            return json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What is told of jobs is always JSON", e);
        }
    }

    private <T> T read(String data, Class<T> type) {
        try {
            return json.readValue(data, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The events of a job are not what a worker writes", e);
        }
    }
}
