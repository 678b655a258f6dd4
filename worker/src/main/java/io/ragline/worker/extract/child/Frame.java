package io.ragline.worker.extract.child;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.ragline.model.Box;
import io.ragline.model.DocumentInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.Picture;
import io.ragline.worker.extract.Source;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the worker and the child that reads for it say to each other. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "frame")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Frame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = Frame.Draw.class, name = "draw"),
    @JsonSubTypes.Type(value = Frame.Mark.class, name = "mark"),
    @JsonSubTypes.Type(value = Frame.Pages.class, name = "pages"),
    @JsonSubTypes.Type(value = Frame.Info.class, name = "info"),
    @JsonSubTypes.Type(value = Frame.PageRead.class, name = "page"),
    @JsonSubTypes.Type(value = Frame.Warned.class, name = "warning"),
    @JsonSubTypes.Type(value = Frame.PictureTaken.class, name = "picture"),
    @JsonSubTypes.Type(value = Frame.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Frame.Failed.class, name = "failed")
})
sealed interface Frame {

    /** To the child: do this. */
    sealed interface Request extends Frame {}

    /** To the child: read this file, and hand over its pictures too if they are wanted. */
    record Read(String file, String mediaType, @Nullable String password, boolean pictures) implements Request {
        static Read of(Source source, boolean pictures) {
            return new Read(source.file().toAbsolutePath().toString(), source.mediaType(), source.password(), pictures);
        }

        Source source() {
            return new Source(Path.of(file), mediaType, password);
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Read[%s, %s]".formatted(file, mediaType);
        }
    }

    /** To the child: draw a page of this file into {@code target}. */
    record Draw(Read what, int page, int dpi, long maxPixels, String target) implements Request {}

    /** To the child: draw marks on this picture, into {@code target}. */
    record Mark(String picture, int dpi, List<Box> boxes, String target) implements Request {
        public Mark {
            boxes = List.copyOf(boxes);
        }
    }

    /** The document has that many pages. */
    record Pages(int total) implements Frame {}

    /** What the document says about itself. */
    record Info(DocumentInfo info) implements Frame {}

    /** The next page. */
    record PageRead(Page page) implements Frame {}

    /** A picture of the page that comes next. */
    record PictureTaken(Picture picture) implements Frame {}

    /** Something of a page could not be read. */
    record Warned(PageWarning warning) implements Frame {}

    /** All was done; the child waits for the next request. */
    record Done() implements Frame {}

    /** It can't be done; the child waits for the next request. */
    record Failed(ErrorCode code, String detail) implements Frame {}
}
