package io.ragline.worker.embed;

import io.ragline.worker.chunk.TokenCounter;
import java.util.List;

/** An embedding model. Safe for use by many threads. */
public interface Embedder {

    /** The model's name, such as {@code bge-small-en-v1.5}. */
    String model();

    /** The length of its vectors. */
    int dimensions();

    /**
     * Vectors for texts to be found.
     *
     * @return one {@code float[dimensions()]} for each text, in order, each of length 1
     */
    List<float[]> embedPassages(List<String> texts);

    /** Counts a text's tokens as this model sees them, without those that frame it. */
    TokenCounter tokenCounter();

    /** Vector for a question: {@code float[dimensions()]}, of length 1. */
    float[] embedQuery(String question);
}
