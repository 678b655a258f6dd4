package io.ragline.worker.embed;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** The tokenizer of the model: cuts off what the model can't read, or counts all of it. Safe for many threads. */
final class BertTokenizer implements AutoCloseable {
    /** No word piece is longer: what stands behind can't be among the first tokens, and is not worth tokenizing. */
    private static final int MOST_CHARS_PER_TOKEN = 100;

    private final int mostChars;
    private final HuggingFaceTokenizer truncating;
    private final HuggingFaceTokenizer whole;

    BertTokenizer(OnnxModel model) {
        this.mostChars = model.maxTokens() * MOST_CHARS_PER_TOKEN;
        this.truncating = open(model, true);
        this.whole = open(model, false);
    }

    /** What the model takes in. */
    @SuppressWarnings("ArrayRecordComponent") // handed on to the model, never compared
    record Tokens(long[] ids, long[] types, long[] mask) {}

    Tokens encode(String text) {
        Encoding encoding = truncating.encode(text.substring(0, Math.min(text.length(), mostChars)));
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

    private static HuggingFaceTokenizer open(OnnxModel model, boolean truncate) {
        Map<String, String> options = Map.of(
                "truncation",
                Boolean.toString(truncate),
                "maxLength",
                Integer.toString(model.maxTokens()),
                "padding",
                "false");
        try (InputStream in = BertTokenizer.class.getResourceAsStream(model.tokenizerResource())) {
            if (in == null) {
                throw new IllegalStateException(
                        "The tokenizer is missing from the class path: " + model.tokenizerResource());
            }
            return HuggingFaceTokenizer.newInstance(in, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
