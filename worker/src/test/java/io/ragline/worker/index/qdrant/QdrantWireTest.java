package io.ragline.worker.index.qdrant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.QuantizationType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ReadConsistencyType;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.ragline.filter.Attributes;
import io.ragline.filter.Field;
import io.ragline.filter.SearchFilter;
import io.ragline.filter.SearchFilter.Between;
import io.ragline.filter.SearchFilter.Bound;
import io.ragline.model.ChunkOwner;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.ChunkQuery;
import io.ragline.worker.index.CollectionRef;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire. That it is complete and confined to one tenant is checked with every request, by the double. */
class QdrantWireTest {
    private final QdrantDouble qdrant = new QdrantDouble();
    private final CollectionRef collection = Written.collection();

    @AfterEach
    void every_request_was_as_it_should_be() {
        qdrant.close();
        assertThat(qdrant.broken()).isEmpty();
    }

    @Test
    void a_collection_is_made_as_the_settings_say() {
        Map<String, String> settings = Map.of(
                "prefix",
                "test",
                "shards",
                "6",
                "replicas",
                "3",
                "hnsw.m",
                "32",
                "hnsw.payload-m",
                "24",
                "hnsw.ef-construct",
                "200",
                "optimizer.segments",
                "4",
                "optimizer.indexing-threshold",
                "50000",
                "vectors-on-disk",
                "false");
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant.url(), settings)) {
            Written.write(index, collection, Written.owner(), 1);
        }

        CreateCollection made = qdrant.requests(CreateCollection.class).getFirst();
        VectorParams dense = made.getVectorsConfig().getParamsMap().getMapOrThrow("dense");
        assertThat(made.getCollectionName()).isEqualTo("test_8");
        assertThat(dense.getSize()).isEqualTo(8);
        assertThat(dense.getDistance()).isEqualTo(Distance.Cosine);
        assertThat(dense.getOnDisk()).isFalse();
        assertThat(made.getSparseVectorsConfig().getMapOrThrow("text").getModifier())
                .isEqualTo(Modifier.Idf);
        assertThat(made.getQuantizationConfig().getScalar().getType()).isEqualTo(QuantizationType.Int8);
        assertThat(made.getQuantizationConfig().getScalar().getAlwaysRam()).isTrue();
        assertThat(made.getShardNumber()).isEqualTo(6);
        assertThat(made.getReplicationFactor()).isEqualTo(3);
        assertThat(made.getWriteConsistencyFactor()).isEqualTo(2);
        assertThat(made.getHnswConfig().getM()).isEqualTo(32);
        assertThat(made.getHnswConfig().getPayloadM()).isEqualTo(24);
        assertThat(made.getHnswConfig().getEfConstruct()).isEqualTo(200);
        assertThat(made.getOptimizersConfig().getDefaultSegmentNumber()).isEqualTo(4);
        assertThat(made.getOptimizersConfig().getIndexingThreshold()).isEqualTo(50_000);
    }

    @Test
    void what_is_filtered_by_has_an_index_before_the_first_chunk() {
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, Written.owner(), 1);
        }

        Map<String, CreateFieldIndexCollection> made = qdrant.requests(CreateFieldIndexCollection.class).stream()
                .collect(Collectors.toMap(CreateFieldIndexCollection::getFieldName, each -> each));
        assertThat(made)
                .allSatisfy((field, index) -> assertThat(index.getWait()).isTrue());
        assertThat(made.get("tenant")
                        .getFieldIndexParams()
                        .getKeywordIndexParams()
                        .getIsTenant())
                .isTrue();
        for (String keyword : List.of("tenant", "index", "document", "owner", "attributes")) {
            assertThat(made.get(keyword).getFieldType()).isEqualTo(FieldType.FieldTypeKeyword);
        }
        TextIndexParams words = made.get("words").getFieldIndexParams().getTextIndexParams();
        assertThat(words.getPhraseMatching()).isTrue();
        assertThat(words.getTokenizer()).isEqualTo(TokenizerType.Whitespace);
        assertThat(words.hasStemmer()).isFalse();
        assertThat(made.get("committed").getFieldType()).isEqualTo(FieldType.FieldTypeBool);
        assertThat(made.get("page").getFieldType()).isEqualTo(FieldType.FieldTypeInteger);
    }

    @Test
    void many_chunks_go_in_batches() {
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, Written.owner(), 300);
            assertThat(index.count(collection)).isEqualTo(300);
        }

        assertThat(qdrant.requests(UpsertPoints.class))
                .extracting(UpsertPoints::getPointsCount)
                .containsExactly(128, 128, 44);
    }

    @Test
    void indexes_of_other_vectors_have_collections_of_their_own_and_are_found_again() {
        CollectionRef small = Written.collection();
        CollectionRef large = Written.collection();
        ChunkOwner owner = Written.owner();
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            index.write(small, TextAnalysis.ENGLISH, Written.chunks(owner, 3, 8));
            index.write(large, TextAnalysis.ENGLISH, Written.chunks(owner, 5, 24));
            index.commit(small);
            index.commit(large);
        }
        assertThat(qdrant.collections()).containsOnlyKeys("ragline_8", "ragline_24");

        try (QdrantChunkIndex another = QdrantTesting.open(qdrant)) {
            assertThat(another.count(large)).isEqualTo(5);
            assertThat(another.searchText(small, ChunkQuery.of("number"), 10)).hasSize(3);
            assertThat(another.searchVector(large, Written.vector(24), ChunkQuery.of(""), 10))
                    .hasSize(5);
            assertThatThrownBy(() -> another.searchVector(large, Written.vector(8), ChunkQuery.of(""), 10))
                    .isInstanceOfSatisfying(
                            RaglineException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.EMBEDDING_MODEL_MISMATCH));
            another.delete(large, owner);
            assertThat(another.count(large)).isZero();
            assertThat(another.count(small)).isEqualTo(3);
            assertThat(qdrant.requests(ScrollPoints.class))
                    .as("each is looked for once")
                    .hasSizeLessThanOrEqualTo(2 * 2 + 2 * 2);
        }
    }

    @Test
    void a_collection_that_is_not_ours_is_left_alone() {
        qdrant.collections().put("ragline_8_backup", new DoubleCollection(CreateCollection.getDefaultInstance()));
        qdrant.collections().put("photos", new DoubleCollection(CreateCollection.getDefaultInstance()));
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, Written.owner(), 1);

            assertThat(index.count(collection)).isEqualTo(1);
        }
    }

    @Test
    void searches_rescore_and_look_wide_and_read_one_copy_while_counts_ask_most() {
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant.url(), Map.of("oversampling", "3", "hnsw.ef", "200"))) {
            Written.write(index, collection, Written.owner(), 1);
            index.searchVector(collection, Written.vector(8), ChunkQuery.of(""), 10);
            index.searchVector(collection, Written.vector(8), ChunkQuery.of(""), 400);
            index.count(collection);
        }

        List<QueryPoints> asked = qdrant.requests(QueryPoints.class);
        assertThat(asked).extracting(each -> each.getParams().getHnswEf()).containsExactly(200L, 400L);
        assertThat(asked).allSatisfy(each -> {
            assertThat(each.getParams().getQuantization().getRescore()).isTrue();
            assertThat(each.getParams().getQuantization().getOversampling()).isEqualTo(3);
            assertThat(each.getReadConsistency().getFactor()).isEqualTo(1);
        });
        assertThat(qdrant.requests(CountPoints.class)).allSatisfy(each -> {
            assertThat(each.getExact()).isTrue();
            assertThat(each.getReadConsistency().getType()).isEqualTo(ReadConsistencyType.Majority);
        });
    }

    @Test
    void a_range_of_a_new_field_makes_an_index_once() {
        Field year = Field.metadata("year");
        SearchFilter since = new Between(year, new Bound(2020, true), null);
        ChunkQuery query = new ChunkQuery("number", List.of(), since, TextAnalysis.ENGLISH);
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, Written.owner(), 1);
            int before = qdrant.requests(CreateFieldIndexCollection.class).size();

            index.searchText(collection, query, 10);
            index.searchText(collection, query, 10);

            List<CreateFieldIndexCollection> made = qdrant.requests(CreateFieldIndexCollection.class);
            assertThat(made).hasSize(before + 1);
            assertThat(made.getLast().getFieldName()).isEqualTo(RangePaths.number(year));
            assertThat(made.getLast().getFieldType()).isEqualTo(FieldType.FieldTypeFloat);
            assertThat(made.getLast().getWait())
                    .as("the search does not wait for it")
                    .isFalse();
        }
    }

    @Test
    void describing_a_document_writes_no_vector_again() {
        ChunkOwner owner = Written.owner();
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, owner, 200);
            int before = qdrant.requests(UpsertPoints.class).size();

            index.describe(collection, TextAnalysis.ENGLISH, owner, Attributes.NONE);
            index.commit(collection);

            assertThat(qdrant.requests(UpsertPoints.class)).hasSize(before);
        }
    }

    @Test
    void a_deletion_that_left_something_is_a_failure() {
        ChunkOwner owner = Written.owner();
        try (QdrantChunkIndex index = QdrantTesting.open(qdrant)) {
            Written.write(index, collection, owner, 3);
            qdrant.neverDelete();

            assertThatThrownBy(() -> index.delete(collection, owner))
                    .isInstanceOfSatisfying(
                            RaglineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEX_UNAVAILABLE))
                    .hasMessageContaining("3 chunks are still there");
        }
    }
}
