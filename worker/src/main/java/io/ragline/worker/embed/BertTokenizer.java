package io.ragline.worker.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The tokenizer of the model: cuts off what the model can't read, or counts all of it. Safe for many threads. */
final class BertTokenizer implements AutoCloseable {
    static final int LONGEST = 512;

    private static final String RESOURCE = "/bge-small-en-v1.5-q-tokenizer.json";
    /** No word piece is longer: what stands behind can't be among the first 512, and is not worth tokenizing. */
    private static final int MOST_CHARS = LONGEST * 100;

    private final HuggingFaceTokenizer truncating = open(true);
    private final HuggingFaceTokenizer whole = open(false);

    /** What the model takes in. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the model, never compared
    record Tokens(long[] ids, long[] types, long[] mask) {}

    Tokens encode(String text) {
        Encoding encoding = truncating.encode(text.substring(0, Math.min(text.length(), MOST_CHARS)));
        return new Tokens(encoding.getIds(), encoding.getTypeIds(), encoding.getAttentionMask());
    }

    int count(String text) {
        return whole.encode(text, false, false).getIds().length;
    }

    @Override
    public void close() {
        truncating.close();
        whole.close();
    }

    private static HuggingFaceTokenizer open(boolean truncate) {
        Map<String, String> options = Map.of(
                "truncation", Boolean.toString(truncate), "maxLength", Integer.toString(LONGEST), "padding", "false");
        try (InputStream in = BertTokenizer.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("The tokenizer is missing from the class path: " + RESOURCE);
            }
            return HuggingFaceTokenizer.newInstance(in, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
