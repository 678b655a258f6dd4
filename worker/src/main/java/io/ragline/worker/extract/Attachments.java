package io.ragline.worker.extract;

import java.io.IOException;
import java.io.InputStream;

/** Takes the files that are found inside a document. */
public interface Attachments {

    /** Takes none. */
    Attachments LEFT_OUT = (name, page, content) -> {};

    /**
     * Keeps a file, to be read when the document's own pages are through.
     *
     * @param name as people know it
     * @param page where it hangs, counted from 1
     * @param content read at once; not closed
     */
    void add(String name, int page, InputStream content) throws IOException;
}
