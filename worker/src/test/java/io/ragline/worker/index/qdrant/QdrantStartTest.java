package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.TlsServerCredentials;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a worker looks at before it uses a server. */
class QdrantStartTest {
    private QdrantDouble qdrant = new QdrantDouble();

    @AfterEach
    void close() {
        qdrant.close();
    }

    private void assertRefused(Map<String, String> settings, String... messages) {
        assertThatThrownBy(() -> QdrantTesting.open(qdrant.url(), settings).close())
                .isInstanceOfSatisfying(
                        RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE))
                .hasMessageContainingAll(messages);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.14.1", "1.15.4", "0.9.0", "weaviate"})
    void a_server_of_another_version_is_refused(String version) {
        qdrant.version(version);

        assertRefused(Map.of(), version, "1.15.5", "upgrade");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.15.5", "v1.16.0", "1.17.0-dev", "2.0.0"})
    void newer_ones_are_taken(String version) {
        qdrant.version(version);

        assertThatCode(() -> QdrantTesting.open(qdrant).close()).doesNotThrowAnyException();
    }

    @Test
    void a_collection_that_looks_otherwise_is_named_with_what_to_do() {
        CreateCollection.Builder other = CreateCollection.newBuilder().setCollectionName("ragline_8");
        other.getVectorsConfigBuilder()
                .getParamsMapBuilder()
                .putMap(
                        "dense",
                        VectorParams.newBuilder()
                                .setSize(8)
                                .setDistance(Distance.Euclid)
                                .build());
        other.getSparseVectorsConfigBuilder()
                .putMap(
                        "text",
                        SparseVectorParams.newBuilder()
                                .setModifier(Modifier.None)
                                .build());
        qdrant.collections().put("ragline_8", new DoubleCollection(other.build()));
        qdrant.collection("ragline_8")
                .index(CreateFieldIndexCollection.newBuilder()
                        .setFieldName("tenant")
                        .setFieldType(FieldType.FieldTypeInteger)
                        .build());

        assertRefused(
                Map.of(),
                "ragline_8",
                "Euclid",
                "Cosine",
                "modifier",
                "index of 'tenant'",
                "reindex",
                "ragline.qdrant.prefix");
    }

    @Test
    void an_index_of_a_field_that_is_missing_is_made() {
        CreateCollection made = new Schema(QdrantTesting.config(qdrant.url(), Map.of())).create("ragline_8", 8, 1);
        qdrant.collections().put("ragline_8", new DoubleCollection(made));

        QdrantTesting.open(qdrant).close();

        assertThat(qdrant.collection("ragline_8").info().getPayloadSchemaMap())
                .containsKeys("tenant", "index", "document", "owner", "attributes", "committed", "words", "page");
        assertThat(qdrant.broken()).isEmpty();
    }

    @Test
    void the_api_key_is_sent_and_a_wrong_one_is_told() {
        qdrant.expectKey("s3cret");

        assertThatCode(() -> QdrantTesting.open(qdrant.url(), Map.of("api-key", "s3cret"))
                        .close())
                .doesNotThrowAnyException();
        assertRefused(Map.of(), "ragline.qdrant.api-key");
        assertThatThrownBy(() -> QdrantTesting.open(qdrant.url(), Map.of("api-key", "wr0ng")))
                .hasMessageContaining("ragline.qdrant.api-key")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void tls_is_spoken_with_whom_the_authority_vouches_for(@TempDir Path folder) throws Exception {
        TestCertificate certificate = TestCertificate.forLocalhost(folder);
        qdrant.close();
        qdrant = new QdrantDouble(
                0,
                TlsServerCredentials.create(
                        certificate.certificate().toFile(), certificate.key().toFile()));
        String url = "https://localhost:" + qdrant.port();

        try (QdrantChunkIndex index = QdrantTesting.open(
                url, Map.of("tls.ca", certificate.certificate().toString()))) {
            index.check();
        }
        try (QdrantChunkIndex distrustful = QdrantTesting.open(url, Map.of())) {
            assertThatThrownBy(distrustful::check)
                    .isInstanceOfSatisfying(
                            RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE));
        }
    }
}
