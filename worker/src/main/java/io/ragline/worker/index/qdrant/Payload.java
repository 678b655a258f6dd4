package io.ragline.worker.index.qdrant;

/** What a point carries beside its vectors: the names of its fields. */
final class Payload {
    /** Whose it is. */
    static final String TENANT = "tenant";

    static final String INDEX = "index";
    static final String DOCUMENT = "document";
    /** {@code document/version/attempt}. */
    static final String OWNER = "owner";

    static final String ORDINAL = "ordinal";

    /** False until the commit. */
    static final String COMMITTED = "committed";

    /** The pages that it stands on. */
    static final String PAGE = "page";
    /** Of each value of the document a keyword, see {@link AttributeKeywords}. */
    static final String ATTRIBUTES = "attributes";
    /** Numbers and times of the document by field, for ranges; see {@link RangePaths}. */
    static final String NUMBER = "number";

    static final String TIME = "time";

    /** All of its words as they are written, but for their case, with spaces between them: to find phrases. */
    static final String WORDS = "words";

    /** The chunk itself. */
    static final String TEXT = "text";

    static final String HEADINGS = "headings";
    static final String SPANS = "spans";
    static final String TOKENS = "tokens";

    /** The vectors. */
    static final String DENSE_VECTOR = "dense";

    static final String TERM_VECTOR = "text";

    private Payload() {}
}
