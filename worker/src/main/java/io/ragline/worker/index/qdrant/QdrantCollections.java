package io.ragline.worker.index.qdrant;

import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.ragline.model.RaglineException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The collections in Qdrant, one for all vectors of a size: {@code ragline_384}. Each is held against what it should look like
 * before it is used.
 */
final class QdrantCollections {
    private static final System.Logger LOG = System.getLogger(QdrantCollections.class.getName());

    /** Whoever asks for ranges of more fields than this in a collection waits a little longer for them. */
    private static final int MOST_INDEXES = 100;

    private final QdrantCalls calls;
    private final Schema schema;
    private final String prefix;
    private final Pattern ours;
    /** The payload indexes of the collections that were looked at. */
    private final Map<String, Set<String>> checked = new ConcurrentHashMap<>();

    QdrantCollections(QdrantCalls calls, QdrantConfig config) {
        this.calls = calls;
        this.schema = new Schema(config);
        this.prefix = config.prefix();
        this.ours = Pattern.compile(Pattern.quote(prefix) + "_(\\d{1,6})");
    }

    /** The name of the collection of vectors of that size. */
    String name(int size) {
        return prefix + "_" + size;
    }

    /** How long the vectors of a collection are. */
    int size(String name) {
        Matcher matcher = ours.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(name + " is not one of ours");
        }
        return Integer.parseInt(matcher.group(1));
    }

    /**
     * Those that there are now.
     *
     * @throws RaglineException {@code INDEX_UNAVAILABLE} if one of them does not look as it should; says what to do
     */
    List<String> list() {
        List<String> names = calls
                .read(
                        "list collections",
                        stubs -> stubs.collections().list(ListCollectionsRequest.getDefaultInstance()))
                .getCollectionsList()
                .stream()
                .map(CollectionDescription::getName)
                .filter(name -> ours.matcher(name).matches())
                .sorted()
                .toList();
        names.forEach(this::check);
        return names;
    }

    /** The collection for vectors of that size, made if there is none. */
    synchronized String forSize(int size) {
        String name = name(size);
        if (!checked.containsKey(name) && !list().contains(name)) {
            create(name, size);
            check(name);
        }
        return name;
    }

    private void create(String name, int size) {
        try {
            calls.write(
                    "create collection",
                    stubs -> stubs.collections().create(schema.create(name, size, calls.writeSeconds())));
            LOG.log(System.Logger.Level.INFO, "Made collection {0} in Qdrant at {1}", name, calls.server());
        } catch (RaglineException e) {
            if (!list().contains(name)) { // another process made it meanwhile
                throw e;
            }
        }
    }

    /** Makes an index of a payload field in the background, the first time that it is asked for. */
    void index(String name, PayloadIndex index) {
        Set<String> there = checked.get(name);
        if (there == null || there.size() >= MOST_INDEXES || !there.add(index.field())) {
            return;
        }
        try {
            create(name, index, false);
        } catch (RaglineException e) { // the search works without it, and it is tried again with the next
            there.remove(index.field());
            LOG.log(System.Logger.Level.WARNING, "Filters by {0} are slow: {1}", index.field(), e.detail());
        }
    }

    /** Looks again at each before it is used next. */
    void forget() {
        checked.clear();
    }

    private void check(String name) {
        if (checked.containsKey(name)) {
            return;
        }
        CollectionInfo info = calls.read(
                        "look at collection",
                        stubs -> stubs.collections()
                                .get(GetCollectionInfoRequest.newBuilder()
                                        .setCollectionName(name)
                                        .build()))
                .getResult();
        Schema.Differences differences = schema.compare(info, size(name));
        if (!differences.fatal().isEmpty()) {
            throw QdrantFailures.unusable(
                    "Collection %s in Qdrant at %s can't be used: %s. Delete it there and reindex (it is rebuilt from the uploaded files, which are safe), or set ragline.qdrant.prefix to another name."
                            .formatted(name, calls.server(), String.join("; ", differences.fatal())));
        }
        if (!differences.other().isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Collection {0} in Qdrant is not as the settings say: {1}. Change it there (PATCH /collections/{0}; shards only by deleting and reindexing), or change the settings",
                    name,
                    String.join("; ", differences.other()));
        }
        Set<String> there = ConcurrentHashMap.newKeySet();
        there.addAll(info.getPayloadSchemaMap().keySet());
        for (PayloadIndex index : PayloadIndex.ALL) {
            if (there.add(index.field())) {
                create(name, index, true);
            }
        }
        checked.put(name, there);
    }

    private void create(String name, PayloadIndex index, boolean wait) {
        Writes.expectDone(
                "index payload field",
                calls.write(
                                "index payload field",
                                stubs ->
                                        stubs.points().createFieldIndex(index.create(name, wait, calls.writeSeconds())))
                        .getResult(),
                wait);
    }
}
