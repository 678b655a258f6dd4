package io.ragline.worker.extract;

/** Reads a format whose files can hold other files. */
public interface ContainerExtractor extends Extractor {

    /**
     * As {@link #extract(Source, PageSink)}; the files that are found inside are handed to {@code attachments}, to be
     * read behind the document's own pages.
     */
    void extract(Source source, PageSink sink, Attachments attachments);

    /** Without the files inside. */
    @Override
    default void extract(Source source, PageSink sink) {
        extract(source, sink, Attachments.LEFT_OUT);
    }
}
