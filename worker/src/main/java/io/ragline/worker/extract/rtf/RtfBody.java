package io.ragline.worker.extract.rtf;

import io.ragline.model.DocumentInfo;
import io.ragline.worker.extract.page.PageWriter;
import java.io.IOException;
import java.io.InputStream;

/** Writes what an RTF text says to a page. */
public final class RtfBody {
    private RtfBody() {}

    /**
     * Reads {@code in} up to its end; what is left open by a file that was cut off counts as closed.
     *
     * @return what the text says about itself
     */
    public static DocumentInfo write(InputStream in, PageWriter page) throws IOException {
        RtfText text = new RtfText(page);
        new RtfTokens(in).handTo(text);
        return text.finish();
    }
}
