package io.ragline.worker.extract.child;

import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a small PDF before any is asked for: then classes, fonts and compiled code are there when a document comes. */
final class WarmUp {
    private static final String DOCUMENT = "warm-up.pdf";
    /** Enough for the compiler to have seen what counts. */
    private static final int TIMES = 8;

    private WarmUp() {}

    static void read(Extractor extractor) throws IOException {
        Path copy = Path.of(System.getProperty("java.io.tmpdir"), DOCUMENT);
        try (InputStream in = WarmUp.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IOException(DOCUMENT + " is missing beside " + WarmUp.class);
            }
            Files.copy(in, copy);
        }
        try {
            for (int i = 0; i < TIMES; i++) {
                extractor.extract(Source.of(copy, "application/pdf"), new Nowhere());
            }
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static final class Nowhere implements PageSink {
        @Override
        public void pages(int total) {}

        @Override
        public void page(Page page) {}

        @Override
        public void warning(PageWarning warning) {}
    }
}
