package io.ragline.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * Texts as vectors.
 *
 * @param model that made them
 * @param vectors of length 1, in the order of the texts, each as base64 of its float32 values, the lowest byte first
 * @param tokens that the model read
 */
public record EmbeddingResult(String model, List<String> vectors, int tokens) {
    public EmbeddingResult {
        Objects.requireNonNull(model);
        vectors = List.copyOf(vectors);
    }

    public static EmbeddingResult of(String model, List<float[]> vectors, int tokens) {
        return new EmbeddingResult(
                model, vectors.stream().map(EmbeddingResult::base64).toList(), tokens);
    }

    private static String base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    /** One of the vectors as numbers. */
    public static float[] floats(String base64) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
        float[] vector = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(vector);
        return vector;
    }
}
