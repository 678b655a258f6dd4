package io.ragline.worker.index.qdrant;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.ragline.worker.index.CollectionRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which of the collections in Qdrant has the chunks of an index. That never changes while it has any, since all its vectors are of
 * one size, so it is looked for once.
 */
final class Homes {
    private static final int REMEMBERED = 10_000;

    private final QdrantCalls calls;
    private final QdrantCollections collections;
    private final Map<CollectionRef, String> known = new ConcurrentHashMap<>();

    Homes(QdrantCalls calls, QdrantCollections collections) {
        this.calls = calls;
        this.collections = collections;
    }

    /** Empty if the index has no chunks. */
    Optional<String> of(CollectionRef collection) {
        String name = known.get(collection);
        if (name != null) {
            return Optional.of(name);
        }
        Optional<String> found = collections.list().stream()
                .filter(each -> has(each, collection))
                .findFirst();
        found.ifPresent(each -> remember(collection, each));
        return found;
    }

    /**
     * Where vectors of that size are to be written.
     *
     * @throws io.ragline.model.RaglineException {@code EMBEDDING_MODEL_MISMATCH} if the index has others
     */
    String forWriting(CollectionRef collection, int size) {
        String name = of(collection).orElseGet(() -> {
            String made = collections.forSize(size);
            remember(collection, made);
            return made;
        });
        expectSize(name, size);
        return name;
    }

    void expectSize(String name, int size) {
        if (collections.size(name) != size) {
            throw QdrantFailures.otherDimensions(collections.size(name), size);
        }
    }

    void forget(CollectionRef collection) {
        known.remove(collection);
    }

    void forget() {
        known.clear();
    }

    private void remember(CollectionRef collection, String name) {
        if (known.size() >= REMEMBERED) {
            known.clear();
        }
        known.put(collection, name);
    }

    private boolean has(String name, CollectionRef collection) {
        ScrollPoints request = ScrollPoints.newBuilder()
                .setCollectionName(name)
                .setFilter(Filters.all(collection))
                .setLimit(1)
                .setWithPayload(WithPayloadSelectorFactory.enable(false))
                .setReadConsistency(Ordering.SEARCHES)
                .setTimeout(calls.readSeconds())
                .build();
        return calls.read("look for an index", stubs -> stubs.points().scroll(request))
                        .getResultCount()
                > 0;
    }
}
