package io.ragline.worker.extract;

import io.ragline.model.Page;
import io.ragline.model.PageWarning;

/** Takes a document page by page, in order, while it is being read. May throw to stop the reading. */
public interface PageSink {

    /** The document has that many pages. Called once, before the first page. */
    void pages(int total);

    /** The next page was read. */
    void page(Page page);

    /** Something of a page could not be read. */
    void warning(PageWarning warning);
}
