package io.ragline.bench.chaosworker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.AnswerQuery;
import io.ragline.job.AnswerQueryHandler;
import io.ragline.job.JobResults;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Double of the answering of questions: the question is the order, the answer names the attempt that wrote it. */
@ApplicationScoped
class AnswerQueryDouble implements AnswerQueryHandler {
    private static final Duration KEEP = Duration.ofDays(1);

    private final JobRuns runs;
    private final Actor actor;
    private final ResultRepository results;
    private final JobResults hotResults;
    private final ObjectMapper json;

    AnswerQueryDouble(JobRuns runs, Actor actor, ResultRepository results, JobResults hotResults, ObjectMapper json) {
        this.runs = runs;
        this.actor = actor;
        this.results = results;
        this.hotResults = hotResults;
        this.json = json;
    }

    @Override
    public void handle(AnswerQuery request) throws Exception {
        runs.run(request.jobId(), this::answer);
    }

    private void answer(JobRun run) throws Exception {
        QueryRequest query = json.readValue(run.job().request, QueryRequest.class);
        actor.act(run, query.question(), () -> save(run.attempt()));
    }

    private void save(Attempt attempt) throws IOException {
        QueryResult result = new QueryResult(
                "attempt " + attempt.number(),
                true,
                false,
                "double",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                null,
                null,
                null,
                Map.of());
        String body = json.writeValueAsString(result);
        results.save(attempt, body, KEEP);
        hotResults.put(attempt.job().tenantId, attempt.job().id, body);
    }
}
