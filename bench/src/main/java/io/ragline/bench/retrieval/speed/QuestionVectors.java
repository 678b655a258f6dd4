package io.ragline.bench.retrieval.speed;

import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Stands in for a model: knows the vectors of the questions, so that a search is measured without embedding. */
final class QuestionVectors implements Embedder {
    private final Map<String, float[]> vectors = new HashMap<>();

    QuestionVectors(List<Question> questions) {
        questions.forEach(question -> vectors.put(question.text(), question.vector()));
    }

    @Override
    public String model() {
        return "synthetic";
    }

    @Override
    public int dimensions() {
        return SyntheticCollection.DIMENSIONS;
    }

    @Override
    public float[] embedQuery(String question) {
        return Objects.requireNonNull(vectors.get(question), question);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        throw new UnsupportedOperationException("The passages come with their vectors");
    }

    @Override
    public TokenCounter tokenCounter() {
        throw new UnsupportedOperationException("The passages come with their tokens counted");
    }
}
