package io.ragline.worker.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.ActiveIndex;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.AnswerQuery;
import io.ragline.job.AnswerQueryHandler;
import io.ragline.job.JobEvents;
import io.ragline.job.JobResults;
import io.ragline.model.Answer;
import io.ragline.model.Passage;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.Stage;
import io.ragline.worker.answer.AnswerTask;
import io.ragline.worker.answer.Answerer;
import io.ragline.worker.answer.Answerers;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.index.CollectionRef;
import io.ragline.worker.lane.JobRun;
import io.ragline.worker.lane.JobRuns;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a question: find the passages, answer from them, write the result back. */
@ApplicationScoped
class QuestionAnswering implements AnswerQueryHandler {
    private final JobRuns runs;
    private final IndexRepository indexes;
    private final Embedders embedders;
    private final Retriever retriever;
    private final Answerers answerers;
    private final JobEvents events;
    private final ResultRepository results;
    private final JobResults hotResults;
    private final ObjectMapper json;
    private final QueryConfig config;

    QuestionAnswering(
            JobRuns runs,
            IndexRepository indexes,
            Embedders embedders,
            Retriever retriever,
            Answerers answerers,
            JobEvents events,
            ResultRepository results,
            JobResults hotResults,
            ObjectMapper json,
            QueryConfig config) {
        this.runs = runs;
        this.indexes = indexes;
        this.embedders = embedders;
        this.retriever = retriever;
        this.answerers = answerers;
        this.events = events;
        this.results = results;
        this.hotResults = hotResults;
        this.json = json;
        this.config = config;
    }

    @Override
    public void handle(AnswerQuery request) throws Exception {
        runs.run(request.jobId(), this::answer);
    }

    private void answer(JobRun run) throws IOException {
        UUID tenantId = run.job().tenantId;
        QueryRequest query = json.readValue(run.job().request, QueryRequest.class);
        String body = json.writeValueAsString(answer(run, query));
        run.check();
        results.save(run.attempt(), body, config.keepResults());
        hotResults.put(tenantId, run.job().id, body);
    }

    private QueryResult answer(JobRun run, QueryRequest query) {
        UUID tenantId = run.job().tenantId;
        run.enter(Stage.SEARCH);
        long start = System.nanoTime();
        List<SearchedIndex> where = indexes.active(tenantId, query.collectionIds()).stream()
                .map(ActiveIndex::index)
                .map(index -> new SearchedIndex(
                        new CollectionRef(tenantId, index.id), embedders.named(index.embeddingModel), index.analysis()))
                .toList();
        Retrieval found = retriever.retrieve(query.question(), where, query.search(), !query.generate());
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put("embed", millis(found.embedding()));
        timings.put("search", millis(found.searching()));
        if (found.rerank() != null) {
            timings.put("rerank", millis(found.reranking()));
        }
        Answer answer = null;
        if (query.generate()) {
            run.enter(Stage.ANSWER);
            long answering = System.nanoTime();
            answer = write(run, query, found.passages());
            timings.put("answer", millisSince(answering));
        }
        timings.put("total", millisSince(start));
        return result(query, answer, found, timings);
    }

    private Answer write(JobRun run, QueryRequest query, List<Passage> passages) {
        Answerer answerer = answerers.named(query.generation().model());
        AnswerTask task =
                new AnswerTask(query.question(), query.question(), List.of(), passages, query.generation(), null);
        try (TokenRelay relay = new TokenRelay(run, events)) {
            return answerer.answer(task, relay);
        } catch (ChatFailedException e) {
            throw ChatFailures.of(e);
        }
    }

    private static QueryResult result(
            QueryRequest query, @Nullable Answer answer, Retrieval found, Map<String, Double> timings) {
        return new QueryResult(
                answer == null ? null : answer.text(),
                answer == null ? null : answer.answered(),
                answer == null ? null : answer.model(),
                answer == null ? List.of() : answer.citations(),
                answer == null ? List.of() : answer.unsupported(),
                found.passages().stream().map(QueryResult.Hit::of).toList(),
                found.rerank(),
                null,
                query.conversationId(),
                answer == null ? null : answer.usage(),
                null,
                timings);
    }

    private static double millisSince(long nanos) {
        return millis(Duration.ofNanos(System.nanoTime() - nanos));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 10_000 / 100.0;
    }
}
