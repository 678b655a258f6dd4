package io.ragline.bench.chunking;

import io.ragline.worker.embed.Embedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Embeds a text once, however many strategies make the same chunk of it. */
final class CachingEmbedder {
    private final Embedder embedder;
    private final Map<String, float[]> vectors = new HashMap<>();

    CachingEmbedder(Embedder embedder) {
        this.embedder = embedder;
    }

    List<float[]> embed(List<String> texts) {
        List<String> unknown = texts.stream()
                .filter(text -> !vectors.containsKey(text))
                .distinct()
                .toList();
        List<float[]> made = embedder.embedPassages(unknown);
        for (int i = 0; i < unknown.size(); i++) {
            vectors.put(unknown.get(i), made.get(i));
        }
        return texts.stream().map(vectors::get).toList();
    }

    float[] embedQuestion(String question) {
        return vectors.computeIfAbsent("? " + question, any -> embedder.embedQuery(question));
    }
}
