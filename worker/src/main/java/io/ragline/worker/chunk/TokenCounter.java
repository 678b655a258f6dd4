package io.ragline.worker.chunk;

/** Counts the tokens of a text as the embedding model sees them. */
@FunctionalInterface
public interface TokenCounter {
    int count(String text);
}
