package io.ragline.worker.extract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.ragline.blob.MediaTypeSniffer;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads files as what their content says they are. */
public final class Formats {
    private static final int MAX_PAGES = 300;

    private Formats() {}

    public static RecordingSink read(Path file) throws IOException {
        return read(file, null);
    }

    public static RecordingSink read(Path file, @Nullable String password) throws IOException {
        return read(file, password, MAX_PAGES);
    }

    public static RecordingSink read(Path file, @Nullable String password, int maxPages) throws IOException {
        RecordingSink sink = new RecordingSink();
        FormatExtractor.ofAllFormats(maxPages).extract(new Source(file, mediaType(file), password), sink);
        return sink;
    }

    public static String mediaType(Path file) throws IOException {
        return new MediaTypeSniffer()
                .sniff(file, file.getFileName().toString())
                .orElseThrow(() -> new AssertionError(file + " is not taken for a document"));
    }

    public static void assertFails(Path file, @Nullable String password, ErrorCode code) {
        assertThatThrownBy(() -> read(file, password))
                .asInstanceOf(type(RaglineException.class))
                .extracting(RaglineException::code)
                .isEqualTo(code);
    }
}
