package io.ragline.worker.query;

import static io.ragline.worker.query.Asking.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.IndexRepository.IndexSettings;
import io.ragline.model.JobStatus;
import io.ragline.model.QueryRequest;
import io.ragline.testing.RealServices;
import io.ragline.worker.chat.ChatServices;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many equal questions at once in the lane of a whole worker, whose model takes its time with the first. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
@WithTestResource(ChatServices.class)
class EqualQuestionsTest {
    private static final Logger LOG = Logger.getLogger(EqualQuestionsTest.class);

    @Inject
    Asking asking;

    private final ChatServerDouble server = ChatServices.server();

    @AfterEach
    void sayTheUsual() {
        server.replyAlways(Script.says("An ", "answer", "."));
    }

    @Test
    void leave_room_for_others_and_are_answered_by_one_call() {
        UUID collection = asking.collection(IndexSettings.STANDARD);
        asking.indexed(collection, "The filter is changed every thirty days. The lamp is trimmed by the keeper.");
        QueryRequest equal = asking.question(collection, "How often is the filter changed?");
        CompletableFuture<Void> released = new CompletableFuture<>();
        server.forgetRequests();
        server.reply((vertx, request, response) -> released.thenRun(() ->
                vertx.runOnContext(ignored -> Script.says("Every thirty days.").play(vertx, request, response))));
        List<UUID> equals = new ArrayList<>();
        equals.add(asking.asked(equal));
        await().atMost(SOON).until(() -> server.requests().size() == 1);
        for (int i = 1; i < 200; i++) {
            equals.add(asking.asked(equal));
        }

        long asked = System.nanoTime();
        UUID other = asking.asked(asking.question(collection, "Who trims the lamp?"));
        boolean answered = answeredWithin(other, Duration.ofSeconds(20));
        LOG.infof("The other question was %sanswered after %d ms", answered ? "" : "not ", millisSince(asked));
        assertThat(asking.status(equals.getFirst())).isEqualTo(JobStatus.RUNNING);
        long release = System.nanoTime();
        released.complete(null);
        List<Long> latencies = new ArrayList<>();
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() -> {
            long now = equals.stream()
                    .filter(job -> asking.status(job) == JobStatus.SUCCEEDED)
                    .count();
            while (latencies.size() < now) {
                latencies.add(millisSince(release));
            }
            return now == 200;
        });
        LOG.infof(
                "The equal ones were answered %d (5th), %d (100th) and %d ms (last) after the model",
                latencies.get(4), latencies.get(99), latencies.getLast());

        assertThat(answered).as("others were answered meanwhile").isTrue();
        assertThat(server.requests()).as("one call for all, one for the other").hasSize(2);
        assertThat(equals)
                .allSatisfy(job -> assertThat(asking.result(job).answer()).startsWith("Every thirty days."));
    }

    private boolean answeredWithin(UUID job, Duration time) {
        try {
            await().atMost(time)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> asking.status(job) == JobStatus.SUCCEEDED);
            return true;
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            return false;
        }
    }

    private static long millisSince(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos).toMillis();
    }
}
