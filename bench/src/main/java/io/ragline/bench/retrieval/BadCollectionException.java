package io.ragline.bench.retrieval;

/** A test collection can't be measured by. The message names the file, the line if there is one, and what is wrong. */
final class BadCollectionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadCollectionException(String file, String why) {
        super("%s: %s.".formatted(file, why));
    }

    /** @param line counted from 1 */
    BadCollectionException(String file, int line, String why) {
        super("%s, line %d: %s.".formatted(file, line, why));
    }
}
