package io.ragline.worker.embed;

import io.ragline.worker.cache.EntryName;
import io.ragline.worker.chunk.TokenCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Embeds only what was not embedded before by the same model for the same tenant. A batch takes one look into Redis, and each text is embedded once. */
final class CachingEmbedder implements Embedder {
    private final Embedder embedder;
    private final String variant;
    private final KeptVectors kept;

    /** @param variant what vectors depend on beside the model's name */
    CachingEmbedder(Embedder embedder, String variant, KeptVectors kept) {
        this.embedder = embedder;
        this.variant = variant;
        this.kept = kept;
    }

    @Override
    public String model() {
        return embedder.model();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public TokenCounter tokenCounter() {
        return embedder.tokenCounter();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return embed("passage", texts, embedder::embedPassages);
    }

    @Override
    public float[] embedQuery(String question) {
        return embed("question", List.of(question), one -> List.of(embedder.embedQuery(one.getFirst())))
                .getFirst();
    }

    private List<float[]> embed(String kind, List<String> texts, Function<List<String>, List<float[]>> model) {
        Optional<UUID> owner = kept.owner();
        if (owner.isEmpty()) {
            return model.apply(texts);
        }
        String tenant = owner.get().toString();
        List<String> names = texts.stream()
                .map(text -> EntryName.of(tenant, embedder.model(), variant, kind, text))
                .toList();
        List<float @Nullable []> found = kept.getAll(names, embedder.dimensions());
        Map<String, String> missing = new LinkedHashMap<>();
        for (int i = 0; i < texts.size(); i++) {
            if (found.get(i) == null) {
                missing.put(names.get(i), texts.get(i));
            }
        }
        Map<String, float[]> made = missing.isEmpty() ? Map.of() : made(missing, model);
        List<float[]> all = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            float[] known = found.get(i);
            all.add(known != null ? known : Objects.requireNonNull(made.get(names.get(i))));
        }
        if (!made.isEmpty()) {
            kept.putAll(made);
        }
        return all;
    }

    private static Map<String, float[]> made(Map<String, String> texts, Function<List<String>, List<float[]>> model) {
        List<float[]> vectors = model.apply(List.copyOf(texts.values()));
        Map<String, float[]> made = LinkedHashMap.newLinkedHashMap(texts.size());
        int next = 0;
        for (String name : texts.keySet()) {
            made.put(name, vectors.get(next++));
        }
        return made;
    }
}
