package io.ragline.api.collections;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ragline.catalog.CollectionEntity;
import io.ragline.catalog.CollectionIndexEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A collection.
 *
 * @param webhookUrl told when jobs in it have ended
 * @param retention documents that nobody uploaded again for so long are deleted; absent for never
 * @param prompt what language models are told when they answer from it; absent for the usual rules
 * @param chunking how its documents are cut
 * @param embeddingModel by which they are embedded; absent until the first is
 * @param analyzer how their texts become search terms
 * @param membersOnly whether it is for its members and admins, not for all keys of the tenant
 * @param reindexing what it is being indexed anew as; absent while it isn't
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CollectionView(
        UUID collectionId,
        String name,
        @Nullable String webhookUrl,
        @Nullable String retention,
        @Nullable String prompt,
        IndexRequest.Chunking chunking,
        @Nullable String embeddingModel,
        String analyzer,
        boolean membersOnly,
        @Nullable Reindexing reindexing,
        Instant createdAt) {

    /**
     * A re-indexing under way.
     *
     * @param batchId shows how far it is, at {@code /api/v1/batches/{id}}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reindexing(
            @Nullable UUID batchId,
            IndexRequest.Chunking chunking,
            @Nullable String embeddingModel,
            String analyzer,
            Instant startedAt) {
        static Reindexing of(CollectionIndexEntity index) {
            return new Reindexing(
                    index.batchId,
                    IndexRequest.Chunking.of(index.chunking()),
                    index.embeddingModel,
                    index.analysis().id(),
                    index.createdAt);
        }
    }

    static CollectionView of(
            CollectionEntity collection, CollectionIndexEntity active, @Nullable CollectionIndexEntity building) {
        return new CollectionView(
                collection.id,
                collection.name,
                collection.webhookUrl,
                Retention.text(collection.retentionSeconds),
                collection.prompt,
                IndexRequest.Chunking.of(active.chunking()),
                active.embeddingModel,
                active.analysis().id(),
                collection.membersOnly,
                building == null ? null : Reindexing.of(building),
                collection.createdAt);
    }
}
