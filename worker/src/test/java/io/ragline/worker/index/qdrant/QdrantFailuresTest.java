package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QdrantFailuresTest {
    private final CollectionRef collection = Written.collection();
    private final ChunkOwner owner = Written.owner();
    private final List<Duration> slept = new CopyOnWriteArrayList<>();
    private QdrantDouble qdrant;
    private QdrantChunkIndex index;

    @BeforeEach
    void open() {
        qdrant = new QdrantDouble();
        index = open(Map.of());
        Written.write(index, collection, owner, 2);
    }

    @AfterEach
    void close() {
        index.close();
        qdrant.close();
    }

    /** One that does not really wait between its tries. */
    private QdrantChunkIndex open(Map<String, String> settings) {
        return new QdrantChunkIndex(
                QdrantTesting.config(qdrant.url(), settings), AverageLength.inMemory(), new Backoff(slept::add));
    }

    private static AbstractThrowableAssert<?, ?> assertUnavailable(ThrowingCallable call) {
        return assertThatThrownBy(call).isInstanceOfSatisfying(RaglineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE);
            assertThat(e.code().retryable()).isTrue();
        });
    }

    private int found() {
        return index.searchText(collection, ChunkQuery.of("number"), 10).size();
    }

    private static Metadata retryAfter(String seconds) {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), seconds);
        return trailers;
    }

    @Test
    void a_server_that_is_away_is_asked_again_for_a_while() {
        qdrant.close();

        assertUnavailable(this::found).hasMessageNotContaining("127.0.0.1").hasMessageContaining("ragline.qdrant.url");
        Duration search = total();
        assertUnavailable(() -> Written.write(index, collection, owner, 1));
        assertUnavailable(index::check);

        assertThat(search).isLessThanOrEqualTo(Duration.ofSeconds(2));
        assertThat(total().minus(search)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
    }

    private Duration total() {
        return slept.stream().reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void a_worker_that_starts_first_waits_for_its_server() {
        int port = qdrant.port();
        qdrant.close();
        index.close();
        index = new QdrantChunkIndex(
                QdrantTesting.config("http://127.0.0.1:" + port, Map.of()), AverageLength.inMemory());
        assertUnavailable(index::check);

        qdrant = new QdrantDouble(port, InsecureServerCredentials.create());

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().untilAsserted(index::check);
        Written.write(index, collection, owner, 3);
        assertThat(found()).isEqualTo(3);
    }

    @Test
    void a_server_that_asks_for_patience_gets_it() {
        qdrant.fail(2, UpsertPoints.class, Status.RESOURCE_EXHAUSTED, retryAfter("3"));
        qdrant.fail(1, UpsertPoints.class, Status.UNAVAILABLE);

        Written.write(index, collection, Written.owner(), 3);

        assertThat(slept).hasSize(3);
        assertThat(slept.subList(0, 2)).allMatch(Duration.ofSeconds(3)::equals);
        assertThat(found()).isEqualTo(5);
    }

    @Test
    void a_server_that_has_too_much_to_do_is_not_asked_for_ever() {
        qdrant.fail(
                1_000, UpsertPoints.class, Status.RESOURCE_EXHAUSTED.withDescription("rate limit"), retryAfter("8"));

        assertUnavailable(() -> Written.write(index, collection, Written.owner(), 3))
                .hasMessageContaining("rate limit")
                .satisfies(e -> assertThat(((RaglineException) e).retryAfter()).contains(Duration.ofSeconds(8)));

        assertThat(slept).hasSize(3); // 30 s hold three of these
    }

    @Test
    void what_is_too_large_for_the_transport_is_not_sent_again() {
        qdrant.fail(
                1,
                QueryPoints.class,
                Status.RESOURCE_EXHAUSTED.withDescription("gRPC message exceeds maximum size 4: 5"));

        assertUnavailable(this::found);

        assertThat(slept).isEmpty();
    }

    @Test
    void no_call_takes_longer_than_it_may() {
        index.close();
        index = open(Map.of("timeout", "300ms"));
        qdrant.ignore(QueryPoints.class);

        assertUnavailable(this::found).hasMessageContaining("took too long");

        assertThat(found()).isEqualTo(2);
    }

    @Test
    void a_full_disk_is_told_as_such() {
        qdrant.fail(
                1,
                UpsertPoints.class,
                Status.INTERNAL.withDescription("Service internal error: No space left on device"));

        assertThatThrownBy(() -> Written.write(index, collection, owner, 1))
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL));
    }

    @Test
    void what_was_half_written_is_not_committed() {
        ChunkOwner half = Written.owner();
        index.close();
        index = open(Map.of("batch", "4"));
        qdrant.fail(1, UpsertPoints.class, Status.OK);
        qdrant.fail(1, UpsertPoints.class, Status.INTERNAL);

        assertUnavailable(() -> index.write(collection, TextAnalysis.ENGLISH, Written.chunks(half, 10, Written.SIZE)));
        index.commit(collection);

        assertThat(qdrant.collection("ragline_8").info().getPointsCount()).isEqualTo(2 + 4);
        assertThat(index.count(collection, half)).isZero();
        assertThat(found()).isEqualTo(2);
    }

    @Test
    void what_a_process_wrote_that_died_is_not_committed_and_can_be_deleted() {
        ChunkOwner half = Written.owner();
        index.close();
        index = open(Map.of("batch", "4"));
        index.write(collection, TextAnalysis.ENGLISH, Written.chunks(half, 4, Written.SIZE));
        index.close();
        index = open(Map.of());

        index.commit(collection);
        assertThat(index.count(collection, half)).isZero();
        index.delete(collection, half);

        assertThat(qdrant.requests(DeletePoints.class)).hasSize(1);
        assertThat(qdrant.collection("ragline_8").info().getPointsCount()).isEqualTo(2);
    }

    @Test
    void a_commit_that_failed_is_made_up_for() {
        ChunkOwner late = Written.owner();
        index.write(collection, TextAnalysis.ENGLISH, Written.chunks(late, 3, Written.SIZE));
        qdrant.fail(1, SetPayloadPoints.class, Status.INTERNAL);
        assertUnavailable(() -> index.commit(collection));
        assertThat(index.count(collection, late)).isZero();

        index.commit(collection);

        assertThat(index.count(collection, late)).isEqualTo(3);
    }

    @Test
    void a_collection_that_somebody_deleted_is_made_again() {
        qdrant.collections().clear();

        assertUnavailable(this::found).hasMessageContaining("reindex");

        assertThat(found()).isZero();
        Written.write(index, collection, owner, 3);
        assertThat(found()).isEqualTo(3);
        assertThat(qdrant.broken()).isEmpty();
    }
}
