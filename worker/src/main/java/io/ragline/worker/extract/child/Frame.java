package io.ragline.worker.extract.child;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;

/** What the worker and the child that reads for it say to each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "frame")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Frame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Frame.Pages.class, name = "pages"),
    @JsonSubTypes.Type(value = Frame.PageRead.class, name = "page"),
    @JsonSubTypes.Type(value = Frame.Warned.class, name = "warning"),
    @JsonSubTypes.Type(value = Frame.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Frame.Failed.class, name = "failed")
})
sealed interface Frame {

    /** To the child: read this file. */
    record Read(String file, String mediaType) implements Frame {}

    /** The document has that many pages. */
    record Pages(int total) implements Frame {}

    /** The next page. */
    record PageRead(Page page) implements Frame {}

    /** Something of a page could not be read. */
    record Warned(PageWarning warning) implements Frame {}

    /** All was read; the child waits for the next file. */
    record Done() implements Frame {}

    /** The document as a whole can't be read; the child waits for the next file. */
    record Failed(ErrorCode code, String detail) implements Frame {}
}
