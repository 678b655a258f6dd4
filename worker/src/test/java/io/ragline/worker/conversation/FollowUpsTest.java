package io.ragline.worker.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.blob.BlobStore;
import io.ragline.catalog.AcceptedUpload;
import io.ragline.catalog.AnswerRepository;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.ConversationRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.MessageRepository;
import io.ragline.catalog.MessageRepository.Question;
import io.ragline.catalog.MessageRepository.Said;
import io.ragline.catalog.NewUpload;
import io.ragline.catalog.ResultRepository;
import io.ragline.catalog.UploadRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.GenerationOptions;
import io.ragline.model.JobKind;
import io.ragline.model.JobStatus;
import io.ragline.model.QueryRequest;
import io.ragline.model.QueryResult;
import io.ragline.model.SearchOptions;
import io.ragline.model.Submission;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.testing.RealServices;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.lane.JobRun;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Conversations with a real worker on a real Redis and PostgreSQL; language models are doubles. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
class FollowUpsTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HANDBOOK = """
            # Filter

            The filter of the pump must be changed every thirty days. In winter the filter must be changed every ten days.

            # Prices

            A new filter costs 12 euros. A new housing costs 95 euros.

            # Swimming pool

            The swimming pool opens at nine in the morning.
            """;

    @Inject
    BlobStore blobs;

    @Inject
    CollectionRepository collections;

    @Inject
    UploadRepository uploads;

    @Inject
    ConversationRepository conversations;

    @Inject
    MessageRepository messages;

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    AnswerRepository answers;

    @Inject
    ResultRepository results;

    @Inject
    JobQueue queue;

    @Inject
    ObjectMapper json;

    private UUID collection;
    private UUID conversation;

    @BeforeEach
    void begin() {
        collection =
                collections.create(Ids.DEFAULT_TENANT, "c-" + Ids.next(), IndexRepository.IndexSettings.STANDARD).id;
        conversation = conversations.create(Ids.next(), Ids.DEFAULT_TENANT, null, List.of()).id;
    }

    private void upload(String text) {
        var blob = blobs.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        AcceptedUpload upload = uploads.accept(new NewUpload(
                Ids.DEFAULT_TENANT,
                collection,
                Ids.next(),
                "handbook.md",
                null,
                null,
                "text/markdown",
                blob,
                Submission.STANDARD));
        queue.enqueue(QueuedJob.of(upload.job()));
        await().atMost(SOON).until(() -> jobs.status(upload.jobId()).orElseThrow() == JobStatus.SUCCEEDED);
    }

    private QueryRequest query(String question, @Nullable String model) {
        return new QueryRequest(
                question,
                List.of(collection),
                SearchOptions.DEFAULT,
                true,
                new GenerationOptions(model, null, null, null),
                conversation,
                List.of(),
                false);
    }

    private JobEntity accept(QueryRequest query) throws IOException {
        JobEntity job = JobEntity.accepted(Ids.next(), Ids.DEFAULT_TENANT, JobKind.ANSWER_QUERY, Submission.STANDARD);
        job.collections = new UUID[] {collection};
        job.request = json.writeValueAsString(query);
        return messages.accept(new Question(job, query.conversationId(), query.question(), "A title"));
    }

    private JsonNode ask(String question) throws IOException {
        JobEntity job = accept(query(question, null));
        queue.enqueue(QueuedJob.of(job));
        await().atMost(SOON).until(() -> jobs.status(job.id).orElseThrow().isFinal());
        assertThat(jobs.status(job.id)).contains(JobStatus.SUCCEEDED);
        return json.readTree(results.ofJob(job.id).orElseThrow().body);
    }

    /** As a worker would. */
    private void answer(JobEntity job, QueryRequest query, String answer) {
        QueryResult result = new QueryResult(
                answer,
                true,
                false,
                "saying",
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                conversation,
                TokenUsage.NONE,
                null,
                Map.of());
        answers.save(attempts.start(job.id, "test").orElseThrow(), query, result, "{}", Duration.ofDays(1));
    }

    private void answered(String question, String answer) throws IOException {
        QueryRequest query = query(question, null);
        answer(accept(query), query, answer);
    }

    private FollowUp followUp(QueryRequest query, SayingModel... models) throws IOException {
        JobRun run = new JobRun(attempts.start(accept(query).id, "test").orElseThrow());
        return new FollowUps(messages, new ChatModels(List.of(models))).of(run, query);
    }

    @Test
    void a_follow_up_finds_what_it_means_without_a_model() throws IOException {
        upload(HANDBOOK);
        JsonNode first = ask("How often must the filter be changed?");
        assertThat(first.path("searchedFor").isNull()).isTrue();

        JsonNode winter = ask("And in winter?");
        JsonNode price = ask("How much does it cost?");
        JsonNode other = ask("When does the swimming pool open?");

        assertThat(winter.path("searchedFor").asText())
                .isEqualTo("How often must the filter be changed? And in winter?");
        assertThat(winter.path("answer").asText()).contains("every ten days");
        assertThat(winter.path("timings").path("rewrite").isNumber()).isTrue();
        assertThat(price.path("searchedFor").asText()).isEqualTo("How much does it (the filter) cost?");
        assertThat(price.path("answer").asText()).contains("12 euros");
        assertThat(other.path("searchedFor").isNull()).isTrue();
        List<Said> said = messages.list(conversation, null, false, 100);
        assertThat(said).hasSize(8);
        assertThat(said.get(3).message().sources).contains("handbook.md", "every ten days");
    }

    @Test
    void the_model_that_answers_says_what_a_follow_up_means() throws IOException {
        answered("How often must the filter be changed?", "Every thirty days. [1]");
        SayingModel model = SayingModel.saying("How often must the filter be changed in winter?");

        FollowUp followUp = followUp(query("And in winter?", null), model);

        assertThat(followUp.searchedFor()).isEqualTo("How often must the filter be changed in winter?");
        assertThat(followUp.usage()).isEqualTo(SayingModel.USAGE);
        assertThat(followUp.history())
                .as("without references to passages that are not there any more")
                .containsExactly(
                        new Turn(Role.USER, "How often must the filter be changed?"),
                        new Turn(Role.ASSISTANT, "Every thirty days."));
    }

    @Test
    void an_answer_without_words_is_told_in_words() throws IOException {
        answered("How often must the filter be changed?", "");

        FollowUp followUp = followUp(query("And in winter?", null), SayingModel.saying("How often in winter?"));

        assertThat(followUp.history().getLast().text()).isEqualTo("Nothing in the documents answers this question.");
    }

    @Test
    void a_model_that_fails_or_talks_nonsense_is_replaced_by_the_rule() throws IOException {
        answered("How often must the filter be changed?", "Every thirty days.");
        String byRule = "How often must the filter be changed? And in winter?";

        assertThat(followUp(query("And in winter?", null), SayingModel.failing())
                        .searchedFor())
                .isEqualTo(byRule);
        FollowUp nonsense = followUp(query("And in winter?", null), SayingModel.saying("Bananas are yellow."));

        assertThat(nonsense.searchedFor()).isEqualTo(byRule);
        assertThat(nonsense.usage()).as("it was paid for").isEqualTo(SayingModel.USAGE);
    }

    @Test
    void a_model_that_does_not_answer_is_not_asked() throws IOException {
        answered("How often must the filter be changed?", "Every thirty days.");
        SayingModel model = SayingModel.saying("How often must the filter be changed in winter?");

        FollowUp followUp = followUp(query("And in winter?", GenerationOptions.EXTRACTIVE), model);

        assertThat(followUp.searchedFor()).isEqualTo("How often must the filter be changed? And in winter?");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void only_what_was_answered_when_a_question_was_accepted_is_its_history() throws IOException {
        answered("Where is the key?", "Under the mat.");
        QueryRequest late = query("Where is the lamp?", null);
        JobEntity lateJob = accept(late);
        JobEntity failed = accept(query("Where is the cat?", null));
        jobs.cancel(failed.id);
        QueryRequest query = query("And the horn?", null);
        JobEntity asked = accept(query);
        answer(lateJob, late, "In the tower.");

        JobRun run = new JobRun(attempts.start(asked.id, "test").orElseThrow());
        FollowUp followUp = new FollowUps(messages, new ChatModels(List.of(SayingModel.failing()))).of(run, query);

        assertThat(followUp.searchedFor()).isEqualTo("Where is the key? And the horn?");
        assertThat(followUp.history()).extracting(Turn::text).containsExactly("Where is the key?", "Under the mat.");
        assertThat(followUp(query("And the door?", null)).searchedFor())
                .as("by now it was answered")
                .isEqualTo("Where is the lamp? And the door?");
    }

    @Test
    void a_first_question_and_one_outside_of_conversations_are_searched_for_as_they_are() throws IOException {
        SayingModel model = SayingModel.saying("Something else?");

        FollowUp first = followUp(query("And in winter?", null), model);

        assertThat(first.searchedFor()).isEqualTo("And in winter?");
        assertThat(first.otherwise()).isNull();
        assertThat(first.rewriting()).isNull();
        assertThat(model.asked).isEmpty();
    }

    @Test
    void a_caller_may_keep_the_conversation() throws IOException {
        List<Turn> told = List.of(
                new Turn(Role.SYSTEM, "Be brief."),
                new Turn(Role.USER, "How often must the filter be changed?"),
                new Turn(Role.ASSISTANT, "Every thirty days. [1]"),
                new Turn(Role.USER, "And in winter?"),
                new Turn(Role.ASSISTANT, "Every ten days. [2]"));
        QueryRequest query = new QueryRequest(
                "And in summer?",
                List.of(collection),
                SearchOptions.DEFAULT,
                true,
                GenerationOptions.DEFAULT,
                null,
                told,
                false);

        FollowUp byRule = followUp(query);
        FollowUp byModel = followUp(query, SayingModel.saying("How often must the filter be changed in summer?"));

        assertThat(byRule.searchedFor()).isEqualTo("How often must the filter be changed? And in summer?");
        assertThat(byModel.searchedFor()).isEqualTo("How often must the filter be changed in summer?");
        assertThat(byModel.history())
                .extracting(Turn::text)
                .containsExactly(
                        "Be brief.",
                        "How often must the filter be changed?",
                        "Every thirty days.",
                        "And in winter?",
                        "Every ten days.");
    }
}
