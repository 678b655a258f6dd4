package io.ragline.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.Attempt;
import io.ragline.catalog.AttemptRepository;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.JobEntity;
import io.ragline.catalog.JobRepository;
import io.ragline.catalog.ResultRepository;
import io.ragline.job.JobQueue;
import io.ragline.job.QueuedJob;
import io.ragline.model.ErrorCode;
import io.ragline.model.JobFailure;
import io.ragline.model.JobKind;
import io.ragline.model.JobPriority;
import io.ragline.model.JobStatus;
import io.ragline.model.Lane;
import io.ragline.model.Submission;
import io.ragline.testing.RealServices;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** That a job has ended and that somebody is to be told are recorded together, on a real PostgreSQL and a real Redis. */
@QuarkusTest
@WithTestResource(RealServices.class)
class WebhookOutboxTest {
    private static final String URL = "https://hooks.example/ended?token=x";

    @Inject
    JobRepository jobs;

    @Inject
    AttemptRepository attempts;

    @Inject
    ResultRepository results;

    @Inject
    CollectionRepository collections;

    @Inject
    WebhookDeliveries deliveries;

    @Inject
    WebhookSecrets secrets;

    @Inject
    JobQueue queue;

    @Inject
    EntityManager em;

    private JobEntity question(String webhookUrl, UUID... collectionIds) {
        JobEntity job = JobEntity.accepted(
                Ids.next(),
                Ids.DEFAULT_TENANT,
                JobKind.ANSWER_QUERY,
                new Submission(JobPriority.NORMAL, null, webhookUrl));
        job.collections = collectionIds;
        return jobs.accept(job);
    }

    private UUID collection(String webhookUrl) {
        String name = "w-" + Ids.next();
        collections.create(Ids.DEFAULT_TENANT, name, IndexRepository.IndexSettings.STANDARD);
        return collections.change(Ids.DEFAULT_TENANT, name, collection -> collection.webhookUrl = webhookUrl).id;
    }

    private List<Delivery> deliveriesOf(JobEntity job) {
        return deliveries.list(Ids.DEFAULT_TENANT, new DeliveryFilter(job.id, null), null, 10);
    }

    private Delivery deliveryOf(JobEntity job) {
        return deliveriesOf(job).getFirst();
    }

    @Test
    void a_job_that_succeeded_is_told_of_once() {
        UUID where = collection(null);
        JobEntity job = question(URL, where);
        Attempt attempt = attempts.start(job.id, "test").orElseThrow();

        results.save(attempt, "{}", Duration.ofDays(1));

        assertThat(deliveriesOf(job)).singleElement().satisfies(delivery -> {
            assertThat(delivery.job().status).isEqualTo(JobStatus.QUEUED);
            assertThat(delivery.job().lane).isEqualTo(Lane.MAINTENANCE.id());
            assertThat(delivery.job().tenantId).isEqualTo(Ids.DEFAULT_TENANT);
            assertThat(delivery.request().url()).isEqualTo(URL);
            WebhookEvent event = delivery.request().event();
            assertThat(event.id()).isEqualTo(delivery.job().id);
            assertThat(event.type()).isEqualTo("job.succeeded");
            assertThat(event.data().jobId()).isEqualTo(job.id);
            assertThat(event.data().status()).isEqualTo("succeeded");
            assertThat(event.data().collections()).hasSize(1).allMatch(name -> name.startsWith("w-"));
            assertThat(event.data().error()).isNull();
            assertThat(event.data().finishedAt()).isEqualTo(event.timestamp());
            assertThat(queue.missing(List.of(delivery.job().id))).isEmpty();
        });
    }

    @Test
    void nobody_is_told_of_a_picture() {
        JobEntity job = JobEntity.accepted(
                Ids.next(), Ids.DEFAULT_TENANT, JobKind.RENDER_PAGE, new Submission(JobPriority.NORMAL, null, null));
        job.collections = new UUID[] {collection(URL)};
        jobs.accept(job);

        attempts.succeed(attempts.start(job.id, "test").orElseThrow());

        assertThat(deliveriesOf(job)).isEmpty();
    }

    @Test
    void a_failure_is_told_with_its_reason() {
        JobEntity job = question(URL);
        Attempt attempt = attempts.start(job.id, "test").orElseThrow();

        attempts.fail(attempt, new JobFailure(ErrorCode.INDEX_UNAVAILABLE, "The index is away.", true));

        WebhookEvent event = deliveryOf(job).request().event();
        assertThat(event.type()).isEqualTo("job.failed");
        assertThat(event.data().error())
                .isEqualTo(new WebhookEvent.Error("INDEX_UNAVAILABLE", "The index is away.", true));
    }

    @Test
    void an_end_that_is_rolled_back_is_never_told() {
        JobEntity job = question(URL);

        QuarkusTransaction.begin();
        jobs.cancel(job.id);
        assertThat(deliveriesOf(job)).hasSize(1);
        QuarkusTransaction.rollback();

        assertThat(jobs.status(job.id)).contains(JobStatus.QUEUED);
        assertThat(deliveriesOf(job)).isEmpty();
    }

    @Test
    void without_redis_a_delivery_waits_for_the_reconciler() {
        JobEntity job = question(URL);

        RealServices.withoutRedis(() -> assertThat(jobs.cancel(job.id)).isTrue());

        Delivery delivery = deliveryOf(job);
        assertThat(delivery.job().status).isEqualTo(JobStatus.QUEUED);
        assertThat(queue.missing(List.of(delivery.job().id))).containsExactly(delivery.job().id);
        queue.enqueueAgain(QueuedJob.of(delivery.job()));
        assertThat(queue.missing(List.of(delivery.job().id))).isEmpty();
    }

    @Test
    void each_end_of_a_job_is_an_event_of_its_own() {
        JobEntity job = question(URL);
        jobs.cancel(job.id);
        jobs.cancel(job.id);
        assertThat(deliveriesOf(job)).hasSize(1);

        jobs.requeue(job.id);
        assertThat(deliveriesOf(job)).hasSize(1);
        jobs.cancel(job.id);

        assertThat(deliveriesOf(job))
                .hasSize(2)
                .extracting(delivery -> delivery.request().event().id())
                .doesNotHaveDuplicates();
    }

    @Test
    void the_end_of_a_delivery_is_not_told() {
        JobEntity job = question(URL);
        jobs.cancel(job.id);
        JobEntity delivery = deliveryOf(job).job();

        jobs.cancel(delivery.id);

        assertThat(deliveriesOf(delivery)).isEmpty();
        assertThat(deliveryOf(job).job().status).isEqualTo(JobStatus.CANCELLED);
    }

    @Test
    void a_jobs_own_receiver_goes_before_its_collections() {
        JobEntity job = question(URL, collection("https://hooks.example/collection"));

        jobs.cancel(job.id);

        assertThat(deliveriesOf(job)).extracting(each -> each.request().url()).containsExactly(URL);
    }

    @Test
    void the_first_collection_that_has_a_receiver_counts() {
        UUID none = collection(null);
        UUID second = collection("https://hooks.example/second");
        UUID first = collection("https://hooks.example/first");
        JobEntity job = question(null, none, first, second);
        JobEntity quiet = question(null, none);

        Arrays.asList(job, quiet).forEach(each -> jobs.cancel(each.id));

        assertThat(deliveriesOf(job))
                .extracting(each -> each.request().url())
                .containsExactly("https://hooks.example/first");
        assertThat(deliveriesOf(quiet)).isEmpty();
    }

    @Test
    void every_tenant_has_a_secret_of_its_own() {
        UUID other = Ids.next();
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery("insert into tenant (id, name) values (?1, ?2)")
                        .setParameter(1, other)
                        .setParameter(2, "t-" + other)
                        .executeUpdate());

        WebhookSecret mine = secrets.of(Ids.DEFAULT_TENANT);
        WebhookSecret theirs = secrets.of(other);

        assertThat(mine.all().getFirst()).hasSize(32).isNotEqualTo(theirs.all().getFirst());
        assertThat(theirs.text()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(theirs.beforeUntil()).isNull();
        assertThat(theirs.toString()).doesNotContain("whsec");
    }

    @Test
    void a_secret_that_was_replaced_signs_for_another_day() {
        byte[] old = secrets.of(Ids.DEFAULT_TENANT).all().getFirst();

        WebhookSecret fresh = secrets.rotate(Ids.DEFAULT_TENANT);

        assertThat(fresh.all()).hasSize(2);
        assertThat(fresh.all().getFirst()).hasSize(32).isNotEqualTo(old);
        assertThat(fresh.all().getLast()).isEqualTo(old);
        QuarkusTransaction.requiringNew()
                .run(() -> em.createNativeQuery(
                                "update tenant set webhook_secret_before_until = now() - interval '1 second'")
                        .executeUpdate());
        assertThat(secrets.of(Ids.DEFAULT_TENANT).all()).hasSize(1);
    }
}
