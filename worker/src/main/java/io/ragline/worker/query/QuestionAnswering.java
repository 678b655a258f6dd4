package io.ragline.worker.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.catalog.ActiveIndex;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.IndexRepository;
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
import io.ragline.worker.cache.Freshness;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.conversation.FollowUp;
import io.ragline.worker.conversation.FollowUps;
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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to a question: find the passages, answer from them, write the result back. */
@ApplicationScoped
class QuestionAnswering implements AnswerQueryHandler {
    private final JobRuns runs;
    private final IndexRepository indexes;
    private final CollectionRepository collections;
    private final Embedders embedders;
    private final EmptyIndexes emptyIndexes;
    private final Retriever retriever;
    private final Answerers answerers;
    private final AnswerKeys keys;
    private final KeptAnswers kept;
    private final SimilarQuestions similar;
    private final Freshness freshness;
    private final JobEvents events;
    private final AnswerRepository results;
    private final FollowUps followUps;
    private final JobResults hotResults;
    private final ObjectMapper json;
    private final QueryConfig config;

    QuestionAnswering(
            JobRuns runs,
            IndexRepository indexes,
            CollectionRepository collections,
            Embedders embedders,
            EmptyIndexes emptyIndexes,
            Retriever retriever,
            Answerers answerers,
            AnswerKeys keys,
            KeptAnswers kept,
            SimilarQuestions similar,
            Freshness freshness,
            JobEvents events,
            AnswerRepository results,
            FollowUps followUps,
            JobResults hotResults,
            ObjectMapper json,
            QueryConfig config) {
        this.runs = runs;
        this.indexes = indexes;
        this.collections = collections;
        this.embedders = embedders;
        this.emptyIndexes = emptyIndexes;
        this.retriever = retriever;
        this.answerers = answerers;
        this.keys = keys;
        this.kept = kept;
        this.similar = similar;
        this.freshness = freshness;
        this.events = events;
        this.results = results;
        this.followUps = followUps;
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
        QueryResult result = freshness.during(query.fresh(), () -> answer(run, query));
        String body = json.writeValueAsString(result);
        run.check();
        results.save(run.attempt(), query, result, body, config.keepResults());
        hotResults.put(tenantId, run.job().id, body);
    }

    private QueryResult answer(JobRun run, QueryRequest query) {
        UUID tenantId = run.job().tenantId;
        run.enter(Stage.SEARCH);
        long start = System.nanoTime();
        FollowUp asked = followUps.of(run, query);
        List<ActiveIndex> where = indexes.active(tenantId, query.collectionIds());
        AnswerKey key = keys.of(new AnswerKeys.Asked(tenantId, query, asked.searchedFor(), asked.history(), where))
                .orElse(null);
        QueryResult result = kept.answer(
                key, asked.usage(), query.fresh(), run::check, () -> workOut(run, query, asked, where, key));
        if (result.cached() != null && result.answer() != null) {
            tell(run, result.answer()); // whoever listens has not heard a word of it
        }
        return result.in(query.conversationId(), timings(asked, result, start));
    }

    /** Those of an answer that was kept are of another time. */
    private static Map<String, Double> timings(FollowUp asked, QueryResult result, long start) {
        Map<String, Double> timings = new LinkedHashMap<>();
        if (asked.rewriting() != null) {
            timings.put("rewrite", millis(asked.rewriting()));
        }
        if (!KeptAnswers.EXACT.equals(result.cached())) {
            timings.putAll(result.timings());
        }
        timings.put("total", millisSince(start));
        return timings;
    }

    private void tell(JobRun run, String answer) {
        try (TokenRelay relay = new TokenRelay(run, events)) {
            relay.text(answer);
        }
    }

    private QueryResult workOut(
            JobRun run, QueryRequest query, FollowUp asked, List<ActiveIndex> active, @Nullable AnswerKey key) {
        List<SearchedIndex> where = active.stream()
                .map(ActiveIndex::index)
                .map(index -> SearchedIndex.of(
                        new CollectionRef(run.job().tenantId, index.id),
                        index.embeddingModel,
                        index.analysis(),
                        query.search().mode(),
                        embedders))
                .toList();
        emptyIndexes.refuse(where);
        Retrieval found = retriever.retrieve(asked.searchedFor(), where, query.search(), !query.generate());
        Map<String, Double> timings = new LinkedHashMap<>();
        timings.put("embed", millis(found.embedding()));
        timings.put("search", millis(found.searching()));
        if (found.rerank() != null) {
            timings.put("rerank", millis(found.reranking()));
        }
        if (!query.generate()) {
            return result(query, asked, null, found, timings);
        }
        Optional<SimilarQuestions.Found> alike = similar.found(key, asked.searchedFor(), found.passages());
        Optional<Answer> before = query.fresh() ? Optional.empty() : alike.flatMap(SimilarQuestions.Found::answer);
        if (before.isPresent()) {
            return result(query, asked, before.get(), found, timings).again(KeptAnswers.SIMILAR, asked.usage());
        }
        run.enter(Stage.ANSWER);
        long answering = System.nanoTime();
        Answer answer = write(run, query, asked, found.passages());
        alike.ifPresent(SimilarQuestions.Found::remember);
        timings.put("answer", millisSince(answering));
        return result(query, asked, answer, found, timings);
    }

    private Answer write(JobRun run, QueryRequest query, FollowUp asked, List<Passage> passages) {
        Answerer answerer = answerers.named(query.generation().model());
        AnswerTask task = new AnswerTask(
                query.question(),
                asked.searchedFor(),
                asked.history(),
                passages,
                query.generation(),
                rules(run, query));
        try (TokenRelay relay = new TokenRelay(run, events)) {
            return answerer.answer(task, relay);
        } catch (ChatFailedException e) {
            throw ChatFailures.of(e);
        }
    }

    /** Of the first collection that has rules of its own. */
    private @Nullable String rules(JobRun run, QueryRequest query) {
        Map<UUID, String> prompts = collections.prompts(run.job().tenantId, query.collectionIds());
        return query.collectionIds().stream()
                .map(prompts::get)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static QueryResult result(
            QueryRequest query, FollowUp asked, @Nullable Answer answer, Retrieval found, Map<String, Double> timings) {
        return new QueryResult(
                answer == null ? null : answer.text(),
                answer == null ? null : answer.answered(),
                answer != null && answer.truncated(),
                answer == null ? null : answer.model(),
                answer == null ? List.of() : answer.citations(),
                answer == null ? List.of() : answer.unsupported(),
                found.passages().stream().map(QueryResult.Hit::of).toList(),
                found.rerank(),
                asked.otherwise(),
                query.conversationId(),
                answer == null ? null : answer.usage().plus(asked.usage()),
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
