package io.ragline.worker.embed;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.index.Terms;
import java.util.List;

/** Vectors by the words of a text: alike when words are shared. Fast, for tests that don't need meaning. */
public final class HashingEmbedder implements Embedder {
    private static final int DIMENSIONS = 64;

    @Override
    public String model() {
        return "hashing";
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return texts.stream().map(HashingEmbedder::embed).toList();
    }

    @Override
    public float[] embedQuery(String question) {
        return embed(question);
    }

    @Override
    public TokenCounter tokenCounter() {
        return text -> Terms.of(TextAnalysis.ENGLISH, text).size();
    }

    private static float[] embed(String text) {
        float[] vector = new float[DIMENSIONS];
        vector[0] = 0.1f;
        for (String term : Terms.of(TextAnalysis.ENGLISH, text)) {
            vector[Math.floorMod(term.hashCode(), DIMENSIONS)] += 1;
        }
        double sum = 0;
        for (float x : vector) {
            sum += x * x;
        }
        for (int i = 0; i < DIMENSIONS; i++) {
            vector[i] /= (float) Math.sqrt(sum);
        }
        return vector;
    }
}
