package io.ragline.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.ResultRepository;
import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.JobStatus;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import io.ragline.webhook.Delivery;
import io.ragline.webhook.DeliveryFilter;
import io.ragline.webhook.WebhookDeliveries;
import io.ragline.webhook.WebhookSecrets;
import io.ragline.worker.webhook.Receiver.Received;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the end of a job to a receiver, through a real PostgreSQL, a real Redis and a real HTTP server. */
@QuarkusTest
@WithTestResource(RealServices.class)
class WebhookDeliveryTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    ResultRepository results;

    @Inject
    WebhookDeliveries deliveries;

    @Inject
    WebhookSecrets secrets;

    @Inject
    ObjectMapper json;

    private Receiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private JobEntity question(String path) {
        return jobs.accept(JobEntity.accepted(
                Ids.next(),
                Ids.DEFAULT_TENANT,
                JobKind.ANSWER_QUERY,
                new Submission(JobPriority.NORMAL, null, receiver.url(path))));
    }

    private List<Delivery> deliveriesOf(JobEntity job) {
        return deliveries.list(Ids.DEFAULT_TENANT, new DeliveryFilter(job.id, null), null, 10);
    }

    private Delivery awaitDelivery(JobEntity job, JobStatus status) {
        await().atMost(SOON).until(() -> deliveriesOf(job).getFirst().job().status == status);
        return deliveriesOf(job).getFirst();
    }

    @Test
    void a_receiver_is_told_what_it_can_verify() throws IOException {
        JobEntity job = question("/hook");

        results.save(attempts.start(job.id, "test").orElseThrow(), "{}", Duration.ofDays(1));

        Delivery delivery = awaitDelivery(job, JobStatus.SUCCEEDED);
        Received received = receiver.received("/hook").getFirst();
        assertThat(received.signature())
                .isEqualTo(StandardWebhook.headers(
                                secrets.of(Ids.DEFAULT_TENANT).all(),
                                delivery.job().id.toString(),
                                Instant.ofEpochSecond(Long.parseLong(received.timestamp())),
                                received.body())
                        .get("webhook-signature"));
        JsonNode told = json.readTree(received.body());
        assertThat(told.at("/id").asText()).isEqualTo(received.id());
        assertThat(told.at("/type").asText()).isEqualTo("job.succeeded");
        assertThat(Instant.parse(told.at("/timestamp").asText())).isBefore(Instant.now());
        assertThat(told.at("/data/jobId").asText()).isEqualTo(job.id.toString());
        assertThat(told.at("/data/kind").asText()).isEqualTo("answer-query");
        assertThat(told.at("/data/links/result").asText()).isEqualTo("/api/v1/result/" + job.id);
        assertThat(told.at("/data").has("error")).isFalse();
        assertThat(delivery.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.number()).isEqualTo(1);
            assertThat(attempt.responseStatus()).isEqualTo(200);
            assertThat(attempt.error()).isNull();
        });
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_receiver_that_is_busy_is_told_later_under_the_same_id() {
        AtomicInteger asked = new AtomicInteger();
        receiver.answer("/busy", exchange -> {
            boolean first = asked.getAndIncrement() == 0;
            (first ? Receiver.status(503, "Retry-After", "6") : Receiver.status(204)).to(exchange);
        });
        JobEntity job = question("/busy");

        jobs.cancel(job.id);

        Delivery delivery = awaitDelivery(job, JobStatus.SUCCEEDED);
        List<Received> received = receiver.received("/busy");
        assertThat(received)
                .extracting(Received::id)
                .containsExactly(received.getFirst().id(), received.getFirst().id());
        assertThat(received.getLast().body()).isEqualTo(received.getFirst().body());
        assertThat(delivery.attempts())
                .extracting(each -> each.responseStatus())
                .containsExactly(503, 204);
        assertThat(Duration.between(
                        delivery.attempts().getFirst().at(),
                        delivery.attempts().getLast().at()))
                .as("longer than we would have waited by ourselves")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(6));
    }

    @Test
    void a_receiver_that_never_gets_better_is_given_up_and_can_be_told_again() {
        receiver.answer("/broken", exchange -> {
            exchange.sendResponseHeaders(500, 0);
            exchange.getResponseBody().write(new byte[] {'n', 'o', 0, '!'});
        });
        JobEntity job = question("/broken");

        jobs.cancel(job.id);

        Delivery delivery = awaitDelivery(job, JobStatus.FAILED);
        assertThat(delivery.job().errorCode).isEqualTo("WEBHOOK_FAILED");
        assertThat(delivery.job().errorDetail).isEqualTo("The receiver answered 500.");
        assertThat(delivery.attempts())
                .extracting(each -> each.responseStatus())
                .containsExactly(500, 500);
        assertThat(delivery.attempts().getFirst().responseBody()).isEqualTo("no !");
        assertThat(jobs.status(job.id)).contains(JobStatus.CANCELLED);

        receiver.answer("/broken", Receiver.status(200));
        deliveries.again(Ids.DEFAULT_TENANT, delivery.job().id);

        Delivery again = awaitDelivery(job, JobStatus.SUCCEEDED);
        assertThat(again.job().id).isNotEqualTo(delivery.job().id);
        assertThat(receiver.received("/broken"))
                .hasSize(3)
                .extracting(Received::id)
                .containsOnly(delivery.job().id.toString());
    }

    @Test
    void a_receiver_that_is_gone_is_told_no_more() {
        receiver.answer("/gone", Receiver.status(410));
        JobEntity job = question("/gone");

        jobs.cancel(job.id);

        Delivery delivery = awaitDelivery(job, JobStatus.FAILED);
        assertThat(delivery.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.responseStatus()).isEqualTo(410));
        assertThat(delivery.job().errorCode).isEqualTo("WEBHOOK_FAILED");
        assertThat(delivery.job().errorDetail).contains("410");
        assertThat(delivery.job().errorRetryable).isFalse();
    }
}
