package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.ragline.catalog.CollectionIndexEntity;
import io.ragline.catalog.CollectionRepository;
import io.ragline.catalog.Ids;
import io.ragline.catalog.IndexRepository;
import io.ragline.catalog.TextLengthRepository;
import io.ragline.catalog.TextLengthRepository.TextLengths;
import io.ragline.testing.RealServices;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A whole worker whose setting says Qdrant. */
@QuarkusTest
@Tag("whole-worker")
@WithTestResource(RealServices.class)
@WithTestResource(QdrantServices.class)
class QdrantWorkerTest {
    @Inject
    ChunkIndex index;

    @Inject
    CollectionRepository collections;

    @Inject
    IndexRepository indexes;

    @Inject
    TextLengthRepository lengths;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @Test
    void chunks_are_kept_there_and_the_catalogue_knows_how_long_they_are() {
        CollectionIndexEntity target = indexes.active(
                collections.create(Ids.DEFAULT_TENANT, "in-qdrant", IndexRepository.IndexSettings.STANDARD).id);
        CollectionRef ref = new CollectionRef(target.tenantId, target.id);

        Written.write(index, ref, Written.owner(), 100);

        assertThat(index).isInstanceOf(QdrantChunkIndex.class);
        assertThat(index.searchText(ref, ChunkQuery.of("number"), 10)).hasSize(10);
        assertThat(lengths.count(target.id, 1, 7)).isEqualTo(new TextLengths(101, 2 * 100 + 7));
        assertThat(lengths.count(UUID.randomUUID(), 1, 7)).isEqualTo(new TextLengths(1, 7));
    }

    @Test
    void readiness_tells_of_the_index() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String body = http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.ofString())
                    .body()
                    .replaceAll("\\s", "");

            assertThat(body).contains("\"name\":\"Index\",\"status\":\"UP\"");
        }
    }
}
