package io.ragline.worker.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.DeletionRepository;
import io.ragline.catalog.DocumentRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.IndexRepository.Build;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.NewUpload;
import io.ragline.catalog.PausedLanes;
import io.ragline.catalog.ResultRepository;
import io.ragline.catalog.UploadRepository;
import io.ragline.filter.FilterReader;
import io.ragline.job.AnswerQuery;
import io.ragline.job.JobEvent;
import io.ragline.job.JobEvents;
import io.ragline.job.JobQueue;
import io.ragline.job.JobResults;
import io.ragline.job.QueuedJob;
import io.ragline.model.ChunkingOptions;
import io.ragline.model.ChunkingStrategy;
import io.ragline.model.GenerationOptions;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.model.Submission;
import io.ragline.model.TextAnalysis;
import io.ragline.provider.ChatConfig;
import io.ragline.testing.RealServices;
import io.ragline.worker.answer.Answerers;
import io.ragline.worker.cache.Caches;
import io.ragline.worker.cache.Freshness;
import io.ragline.worker.cache.RedisCache;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.conversation.FollowUps;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.lane.JobRuns;
import io.ragline.worker.rerank.RerankConfig;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Questions that were asked before, to a real worker with real documents on a real Redis and PostgreSQL; only the language model is a
 * double, which counts.
 */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
class AnswerCacheTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int PLACES = 200;
    private static final String QUESTION = "How often must the filter be changed?";

    @Inject
    CollectionRepository collections;

    @Inject
    UploadRepository uploads;

    @Inject
    DocumentRepository documents;

    @Inject
    DeletionRepository deletions;

    @Inject
    IndexRepository indexes;

    @Inject
    JobRepository jobs;

    @Inject
    ResultRepository results;

    @Inject
    AnswerRepository answers;

    @Inject
    EmptyIndexes emptyIndexes;

    @Inject
    FollowUps followUps;

    @Inject
    JobResults hotResults;

    @Inject
    JobQueue queue;

    @Inject
    JobEvents events;

    @Inject
    JobRuns runs;

    @Inject
    BlobStore blobs;

    @Inject
    Embedders embedders;

    @Inject
    Retriever retriever;

    @Inject
    Caches caches;

    @Inject
    Freshness freshness;

    @Inject
    ChatConfig chatConfig;

    @Inject
    RerankConfig rerankConfig;

    @Inject
    QueryConfig queryConfig;

    @Inject
    ObjectMapper json;

    @Inject
    PausedLanes pausedLanes;

    @Inject
    EntityManager em;

    @Inject
    MeterRegistry meters;

    private final CountedModel model = new CountedModel();
    private UUID tenant = Ids.DEFAULT_TENANT;
    private CollectionEntity collection;
    private QuestionAnswering worker;

    private record Kept(boolean enabled, Duration keep, int maxEntries, int maxMegabytes, int maxAnswerKilobytes)
            implements AnswerCacheConfig {
        static final Kept STANDARD = new Kept(true, Duration.ofHours(1), 1000, 16, 256);
    }

    private record Similar(boolean enabled, double minSimilarity, int maxMegabytes) implements SimilarQuestionsConfig {
        static final Similar OFF = new Similar(false, 0.95, 4);
    }

    /** What is asked is asked by the test, and the caches are there again after a test without Redis. */
    @BeforeEach
    void start() {
        pausedLanes.pause(Lane.QUERY);
        RedisCache probe = caches.redis("probe", new RedisCache.Limits(10, 1 << 20, 1000, Duration.ofHours(1)));
        await().atMost(SOON).until(() -> {
            probe.put("here", new byte[1]);
            return probe.get("here").isPresent();
        });
        collection = collections.create(tenant, "c-" + Ids.next(), IndexSettings.STANDARD);
        worker = worker(Kept.STANDARD, Similar.OFF);
    }

    @AfterEach
    void resume() {
        pausedLanes.resume(Lane.QUERY);
    }

    /** Questions as one more worker process answers them. */
    private QuestionAnswering worker(Kept config, Similar alike) {
        ChatModels models = new ChatModels(List.of(model));
        KeptAnswers kept = new KeptAnswers(config, caches, json, PLACES);
        return new QuestionAnswering(
                runs,
                indexes,
                collections,
                embedders,
                emptyIndexes,
                retriever,
                new Answerers(models, embedders.standard()),
                new AnswerKeys(json, models, chatConfig, rerankConfig),
                kept,
                new SimilarQuestions(alike, config, kept, embedders, caches),
                freshness,
                events,
                answers,
                followUps,
                hotResults,
                json,
                queryConfig);
    }

    private AcceptedUpload upload(String filename, String text) {
        var blob = blobs.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        AcceptedUpload upload = uploads.accept(new NewUpload(
                tenant, collection.id, Ids.next(), filename, null, null, "text/plain", blob, Submission.STANDARD));
        queue.enqueue(QueuedJob.of(upload.job()));
        await().atMost(SOON).until(() -> jobs.status(upload.jobId()).orElseThrow() == JobStatus.SUCCEEDED);
        return upload;
    }

    private AcceptedUpload handbook() {
        return upload("handbook.txt", "Change the filter every 30 days. The lamp is trimmed by the keeper.");
    }

    private QueryRequest query(String question, SearchOptions search, boolean fresh) {
        return new QueryRequest(
                question, List.of(collection.id), search, true, GenerationOptions.DEFAULT, null, null, fresh);
    }

    private QueryRequest query(String question) {
        return query(question, SearchOptions.DEFAULT, false);
    }

    private UUID accept(QueryRequest query) throws JsonProcessingException {
        JobEntity job = JobEntity.accepted(Ids.next(), tenant, JobKind.ANSWER_QUERY, Submission.STANDARD);
        job.collections = query.collectionIds().toArray(UUID[]::new);
        job.request = json.writeValueAsString(query);
        return jobs.accept(job).id;
    }

    private QueryResult ask(QuestionAnswering by, QueryRequest query) throws Exception {
        return ask(by, accept(query));
    }

    private QueryResult ask(QuestionAnswering by, UUID jobId) throws Exception {
        by.handle(new AnswerQuery(jobId));
        return json.readValue(results.ofJob(jobId).orElseThrow().body, QueryResult.class);
    }

    private QueryResult ask(String question) throws Exception {
        return ask(worker, query(question));
    }

    private void expectAnsweredAnew() throws Exception {
        int before = model.asked.get();
        QueryResult result = ask(QUESTION);
        assertThat(result.cached()).isNull();
        assertThat(model.asked).hasValue(before + 1);
    }

    private void expectKept() throws Exception {
        int before = model.asked.get();
        assertThat(ask(QUESTION).cached()).isEqualTo("exact");
        assertThat(model.asked).hasValue(before);
    }

    @Test
    void the_same_question_is_answered_by_one_call_to_the_model() throws Exception {
        handbook();
        QueryResult first = ask(QUESTION);
        double embedded = vectorsAskedFor();

        QueryResult second =
                ask(worker(Kept.STANDARD, Similar.OFF), query("  How often must the filter   be changed? "));

        assertThat(model.asked).hasValue(1);
        assertThat(first.cached()).isNull();
        assertThat(first.usage()).isNotNull();
        assertThat(second.cached()).isEqualTo("exact");
        assertThat(second.usage()).as("no model wrote").isNull();
        assertThat(second.timings()).containsOnlyKeys("total");
        assertThat(second.answer()).isEqualTo("Change the filter every 30 days. [1]");
        assertThat(second)
                .usingRecursiveComparison()
                .ignoringFields("cached", "usage", "timings")
                .isEqualTo(first);
        assertThat(second.citations()).hasSize(1);
        assertThat(second.hits()).isNotEmpty();
        assertThat(vectorsAskedFor()).as("nothing was embedded").isEqualTo(embedded);
    }

    private double vectorsAskedFor() {
        return meters.find("ragline.cache.requests").tag("cache", "embeddings-memory").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void who_listens_hears_a_kept_answer_too() throws Exception {
        handbook();
        ask(QUESTION);
        UUID job = accept(query(QUESTION));

        ask(worker, job);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events.read(job, null, 100))
                        .filteredOn(event -> event.type() == JobEvent.Type.TOKEN)
                        .singleElement()
                        .satisfies(event -> assertThat(event.data()).contains("Change the filter every 30 days.")));
    }

    @Test
    void passages_alone_are_kept_apart_from_answers() throws Exception {
        handbook();
        QueryRequest passages = new QueryRequest(
                QUESTION, List.of(collection.id), SearchOptions.DEFAULT, false, null, null, null, false);
        ask(QUESTION);

        assertThat(ask(worker, passages).cached()).isNull();
        QueryResult again = ask(worker, passages);

        assertThat(again.cached()).isEqualTo("exact");
        assertThat(again.answer()).isNull();
        assertThat(again.hits()).isNotEmpty();
    }

    @Test
    void an_answer_that_was_cut_off_is_not_kept() throws Exception {
        handbook();
        model.complete = false;

        QueryResult cut = ask(QUESTION);
        model.complete = true;

        assertThat(cut.truncated()).isTrue();
        expectAnsweredAnew();
        expectKept();
    }

    @Test
    void nor_is_it_if_it_was_to_be_answered_anew() throws Exception {
        handbook();
        model.complete = false;

        ask(worker, query(QUESTION, SearchOptions.DEFAULT, true));
        model.complete = true;

        expectAnsweredAnew();
    }

    @Test
    void an_upload_makes_old_answers_unreachable() throws Exception {
        handbook();
        expectAnsweredAnew();
        expectKept();

        upload("other.txt", "The filter of the pump must be changed every week.");

        expectAnsweredAnew();
        expectKept();
    }

    @Test
    void a_new_version_makes_old_answers_unreachable() throws Exception {
        handbook();
        expectAnsweredAnew();

        upload("handbook.txt", "Change the filter every 60 days.");

        expectAnsweredAnew();
        assertThat(ask(QUESTION).hits().getFirst().text()).contains("60 days");
    }

    @Test
    void a_deleted_document_makes_old_answers_unreachable() throws Exception {
        AcceptedUpload upload = handbook();
        expectAnsweredAnew();

        deletions.deleteDocument(tenant, upload.documentId());

        QueryResult result = ask(QUESTION);
        assertThat(result.cached()).isNull();
        assertThat(result.hits()).isEmpty();
        assertThat(result.answered()).isFalse();
    }

    @Test
    void metadata_makes_old_answers_unreachable_as_soon_as_the_index_knows_it() throws Exception {
        AcceptedUpload upload = handbook();
        SearchOptions ofSales = new SearchOptions(
                SearchMode.HYBRID,
                8,
                0.6,
                0,
                FilterReader.read(json.readTree("{\"field\": \"metadata.team\", \"equals\": \"sales\"}")));
        assertThat(ask(worker, query(QUESTION, ofSales, false)).hits()).isEmpty();
        assertThat(ask(worker, query(QUESTION, ofSales, false)).cached()).isEqualTo("exact");

        documents.describe(tenant, upload.documentId(), "{\"team\": \"sales\"}");

        // asked over and over, so that it is also asked between the change of the row and that of the index
        await().atMost(SOON)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        !ask(worker, query(QUESTION, ofSales, false)).hits().isEmpty());
    }

    @Test
    void an_index_that_takes_over_makes_old_answers_unreachable() throws Exception {
        handbook();
        expectAnsweredAnew();
        UUID before = indexes.active(collection.id).id;

        Build build = indexes.build(
                collection,
                Ids.next(),
                new IndexSettings(new ChunkingOptions(ChunkingStrategy.FIXED, 64, 0), null, TextAnalysis.ENGLISH));
        expectKept();
        queue.enqueueAll(build.jobs().stream().map(QueuedJob::of).toList());
        await().atMost(SOON).until(() -> !indexes.active(collection.id).id.equals(before));

        expectAnsweredAnew();
    }

    @Test
    void rules_of_the_collection_make_old_answers_unreachable() throws Exception {
        handbook();
        expectAnsweredAnew();

        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("update collection set prompt = 'Answer in verse.' where id = ?1")
                        .setParameter(1, collection.id)
                        .executeUpdate());

        expectAnsweredAnew();
    }

    @Test
    void a_tenant_never_gets_the_answers_of_another() throws Exception {
        handbook();
        ask(QUESTION);
        UUID other = Ids.next();
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("insert into tenant (id, name) values (?1, ?2)")
                        .setParameter(1, other)
                        .setParameter(2, "t-" + other)
                        .executeUpdate());
        CollectionEntity mine = collection;
        tenant = other;
        collection = collections.create(other, mine.name, IndexSettings.STANDARD);
        handbook();

        expectAnsweredAnew();

        collection = mine;
        QueryResult spied = ask(QUESTION);
        assertThat(spied.cached()).isNull();
        assertThat(spied.hits()).as("a collection of somebody else's").isEmpty();
    }

    @Test
    void who_wants_a_new_answer_gets_one_and_others_get_that_then() throws Exception {
        handbook();
        ask(QUESTION);
        model.says = "Every 30 days change the filter. [1]";

        QueryResult fresh = ask(worker, query(QUESTION, SearchOptions.DEFAULT, true));
        QueryResult next = ask(QUESTION);

        assertThat(fresh.cached()).isNull();
        assertThat(fresh.answer()).startsWith("Every 30 days");
        assertThat(next.cached()).isEqualTo("exact");
        assertThat(next.answer()).startsWith("Every 30 days");
        assertThat(model.asked).hasValue(2);
    }

    @Test
    void a_failure_is_not_kept() throws Exception {
        handbook();
        model.fails = new ChatFailedException(ChatFailedException.Reason.KEY_REFUSED, "No.", null, null);
        UUID job = accept(query(QUESTION));
        assertThatThrownBy(() -> worker.handle(new AnswerQuery(job))).hasMessageContaining("No.");

        model.fails = null;
        expectAnsweredAnew();
        expectKept();
    }

    @Test
    void the_answer_of_a_model_that_stood_in_is_not_kept() throws Exception {
        handbook();
        model.answersAs = "another";
        assertThat(ask(QUESTION).model()).isEqualTo("another");

        model.answersAs = "counted";
        expectAnsweredAnew();
    }

    @Test
    void an_answer_that_is_too_large_or_too_old_is_not_kept() throws Exception {
        handbook();
        QuestionAnswering small = worker(new Kept(true, Duration.ofHours(1), 1000, 16, 1), Similar.OFF);
        StringBuilder incompressible = new StringBuilder();
        while (incompressible.length() < 4_000) {
            incompressible.append(UUID.randomUUID()).append(' ');
        }
        model.says = incompressible.toString();
        ask(small, query(QUESTION));
        assertThat(ask(small, query(QUESTION)).cached()).isNull();

        QuestionAnswering forgetful = worker(new Kept(true, Duration.ofMillis(200), 1000, 16, 256), Similar.OFF);
        ask(forgetful, query(QUESTION + "?"));
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> ask(forgetful, query(QUESTION + "?")).cached() == null);
    }

    @Test
    void questions_that_differ_in_a_number_or_a_negation_are_not_alike() throws Exception {
        handbook();
        QuestionAnswering alike = worker(Kept.STANDARD, new Similar(true, 0.5, 4));
        ask(alike, query("Must the filter be changed every 30 days?"));

        assertThat(ask(alike, query("Must the filter really be changed every 30 days?"))
                        .cached())
                .isEqualTo("similar");
        assertThat(ask(alike, query("Must the filter be changed every 31 days?"))
                        .cached())
                .isNull();
        assertThat(ask(alike, query("Must the filter not be changed every 30 days?"))
                        .cached())
                .isNull();
    }

    @Test
    void switched_off_each_question_is_answered_anew() throws Exception {
        handbook();
        QuestionAnswering off = worker(new Kept(false, Duration.ofHours(1), 1000, 16, 256), Similar.OFF);

        ask(off, query(QUESTION));
        ask(off, query(QUESTION));

        assertThat(model.asked).hasValue(2);
    }

    @Test
    void without_redis_questions_are_answered() throws Exception {
        handbook();
        UUID one = accept(query(QUESTION));
        UUID two = accept(query(QUESTION));
        List<QueryResult> answers = new ArrayList<>();

        RealServices.withoutRedis(() -> {
            try {
                answers.add(ask(worker, one));
                answers.add(ask(worker, two));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(answers).hasSize(2).allSatisfy(answer -> {
            assertThat(answer.cached()).isNull();
            assertThat(answer.answered()).isTrue();
        });
        await().atMost(SOON).until(() -> ask(QUESTION).cached() != null); // the connection came back
    }

    @Test
    void two_hundred_equal_questions_at_once_make_one_call() throws Exception {
        handbook();
        List<QuestionAnswering> workers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            workers.add(worker(Kept.STANDARD, Similar.OFF));
        }
        CountDownLatch all = new CountDownLatch(200);
        model.meanwhile = () -> {
            try {
                all.await(); // nobody has an answer before everybody has asked
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        List<UUID> questions = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            questions.add(accept(query(QUESTION)));
        }

        Set<String> answers = new HashSet<>();
        int shared = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(200)) {
            List<Future<QueryResult>> asked = new ArrayList<>();
            for (int i = 0; i < questions.size(); i++) {
                UUID job = questions.get(i);
                QuestionAnswering by = workers.get(i % workers.size());
                asked.add(threads.submit(() -> {
                    all.countDown();
                    return ask(by, job);
                }));
            }
            for (Future<QueryResult> each : asked) {
                answers.add(each.get().answer());
                shared += "exact".equals(each.get().cached()) ? 1 : 0;
            }
        }

        assertThat(model.asked).hasValue(1);
        assertThat(answers).containsExactly("Change the filter every 30 days. [1]");
        assertThat(shared).isEqualTo(199);
    }

    @Test
    void who_waits_for_another_s_answer_can_be_cancelled() throws Exception {
        handbook();
        CountDownLatch release = new CountDownLatch(1);
        model.meanwhile = () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        UUID first = accept(query(QUESTION));
        UUID second = accept(query(QUESTION));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<QueryResult> answered = threads.submit(() -> ask(worker, first));
            await().atMost(SOON).until(() -> model.asked.get() == 1);
            Future<?> waiting = threads.submit(() -> {
                worker.handle(new AnswerQuery(second));
                return null;
            });
            await().atMost(SOON).until(() -> jobs.status(second).orElseThrow() == JobStatus.RUNNING);
            jobs.cancel(second);

            assertThat(waiting).failsWithin(SOON); // the run tells the queue that it isn't wanted
            assertThat(jobs.status(second)).contains(JobStatus.CANCELLED);

            release.countDown();
            assertThat(answered.get().answered()).isTrue();
        }
        assertThat(model.asked).hasValue(1);
    }

    @Test
    void nearly_the_same_question_gets_the_same_answer_if_it_found_the_same_passages() throws Exception {
        handbook();
        QuestionAnswering alike = worker(Kept.STANDARD, new Similar(true, 0.9, 4));
        ask(alike, query(QUESTION));
        UUID job = accept(query("How often must the filters be changed?"));

        QueryResult similar = ask(alike, job);
        QueryResult other = ask(alike, query("Who trims the lamp?"));
        QueryResult switchedOff = ask(worker, query("How often must the filter be changed, please?"));

        assertThat(similar.cached()).isEqualTo("similar");
        assertThat(similar.answer()).isEqualTo("Change the filter every 30 days. [1]");
        assertThat(similar.citations()).hasSize(1);
        assertThat(similar.usage()).isNull();
        assertThat(similar.timings()).containsKeys("embed", "search", "total").doesNotContainKey("answer");
        assertThat(other.cached()).isNull();
        assertThat(switchedOff.cached()).isNull();
        assertThat(model.asked).hasValue(3);
        await().atMost(SOON)
                .until(() ->
                        events.read(job, null, 100).stream().anyMatch(event -> event.type() == JobEvent.Type.TOKEN));
    }

    @Test
    void nearly_the_same_question_that_found_other_passages_is_answered_anew() throws Exception {
        handbook();
        upload("pump.txt", "The pump must be oiled. Filters of the pump last long.");
        QuestionAnswering alike = worker(Kept.STANDARD, new Similar(true, 0.5, 4));
        ask(alike, query(QUESTION, SearchOptions.DEFAULT.top(1), false));

        QueryResult other = ask(alike, query("How often must the pump be oiled?", SearchOptions.DEFAULT.top(1), false));

        assertThat(other.hits().getFirst().filename()).isEqualTo("pump.txt");
        assertThat(other.cached()).isNull();
    }

    @Test
    void what_the_caches_are_asked_is_told() throws Exception {
        handbook();
        double before = requests("hit");
        ask(QUESTION);
        ask(QUESTION);

        assertThat(requests("hit") - before).isEqualTo(1);
        assertThat(meters.find("ragline.cache.entries").tag("cache", "answers").gauges())
                .isNotEmpty();
    }

    private double requests(String result) {
        return meters.counter("ragline.cache.requests", "cache", "answers", "result", result)
                .count();
    }
}
