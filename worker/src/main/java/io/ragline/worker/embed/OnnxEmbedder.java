package io.ragline.worker.embed;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.chunk.TokenCounter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An embedder in this process.
 *
 * <p>One session serves all threads. Each run has one text and one thread, and as many run at once as there are cores:
 * on 2 cores this was a third faster than runs of padded batches with two threads each.
 */
public final class OnnxEmbedder implements Embedder, AutoCloseable {
    private final OnnxModel model;
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final BertTokenizer tokenizer;
    private final ShortestFirstPool pool;

    /**
     * @param nativeFolder where the native libraries are unpacked once, to be found there by the next start
     * @param parallel how many texts are embedded at once, at least 1: the number of cores
     */
    public OnnxEmbedder(OnnxModel model, Path nativeFolder, int parallel) {
        this.model = model;
        NativeLibraries.unpackInto(nativeFolder);
        try (SessionOptions options = new SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
            this.environment = OrtEnvironment.getEnvironment();
            this.session = environment.createSession(modelFile(model), options);
            this.tokenizer = new BertTokenizer(model);
        } catch (OrtException e) {
            throw new RaglineException(ErrorCode.INTERNAL_ERROR, "The embedding model can't be loaded", e);
        }
        this.pool = new ShortestFirstPool("embed", parallel);
    }

    @Override
    public String model() {
        return model.id();
    }

    @Override
    public int dimensions() {
        return model.dimensions();
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
        return pool.map(texts, String::length, this::embed);
    }

    @Override
    public float[] embedQuery(String question) {
        return embedPassages(List.of(model.queryPrefix() + question)).getFirst();
    }

    @Override
    public TokenCounter tokenCounter() {
        return tokenizer::count;
    }

    /** Waits for running texts. Nothing can be embedded or counted afterwards. */
    @Override
    public void close() {
        pool.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("The embedding session can't be closed", e);
        } finally {
            tokenizer.close();
        }
    }

    private float[] embed(String text) {
        BertTokenizer.Tokens tokens = tokenizer.encode(text);
        long[] shape = {1, tokens.ids().length};
        try (OnnxTensor ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.ids()), shape);
                OnnxTensor types = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.types()), shape);
                OnnxTensor mask = OnnxTensor.createTensor(environment, LongBuffer.wrap(tokens.mask()), shape);
                OrtSession.Result result =
                        session.run(Map.of("input_ids", ids, "token_type_ids", types, "attention_mask", mask))) {
            return normalised(pooled((OnnxTensor) result.get(0), tokens.ids().length));
        } catch (OrtException e) {
            throw new RaglineException(ErrorCode.INTERNAL_ERROR, "The embedding model failed on a text", e);
        }
    }

    /** One text a run: no token is padding. */
    private float[] pooled(OnnxTensor hiddenStates, int tokens) {
        FloatBuffer all = hiddenStates.getFloatBuffer();
        float[] vector = new float[model.dimensions()];
        all.get(vector);
        if (model.pooling() == OnnxModel.Pooling.MEAN) {
            float[] next = new float[vector.length];
            for (int token = 1; token < tokens; token++) {
                all.get(next);
                for (int i = 0; i < vector.length; i++) {
                    vector[i] += next[i];
                }
            }
        }
        return vector; // its length is made 1, so the sum is as good as the mean
    }

    private static float[] normalised(float[] vector) {
        double sum = 0;
        for (float x : vector) {
            sum += (double) x * x;
        }
        float length = (float) Math.sqrt(sum);
        for (int i = 0; i < vector.length; i++) {
            vector[i] /= length;
        }
        return vector;
    }

    private static byte[] modelFile(OnnxModel model) {
        try (InputStream in = OnnxEmbedder.class.getResourceAsStream(model.modelResource())) {
            if (in == null) {
                throw new IllegalStateException(
                        "The embedding model is missing from the class path: " + model.modelResource());
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
