package io.ragline.worker.vision;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import io.ragline.model.TextLine;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Picture;
import io.ragline.worker.extract.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets another extractor read, and has the images that it finds described. The descriptions take the place of what
 * recognition read in them; an image that is not described keeps that, and its page gets a warning.
 */
public final class DescribingExtractor implements Extractor, AutoCloseable {
    private final Extractor reader;
    private final ImageDescriber describer;
    private final int maxImages;

    /** @param maxImages of a document that are described */
    public DescribingExtractor(Extractor reader, ImageDescriber describer, int maxImages) {
        this.reader = reader;
        this.describer = describer;
        this.maxImages = maxImages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try (Describing describing = new Describing(sink)) {
            reader.extract(source, describing);
        }
    }

    @Override
    public void close() throws Exception {
        if (describer instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    /** The images of one document. Those of a page are asked about while the child goes on reading it. */
    private final class Describing implements PageSink, AutoCloseable {
        private static final long SLICE_MILLIS = 200;

        private final PageSink sink;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final Map<Integer, Future<String>> ofNextPage = new HashMap<>();
        private int images;

        Describing(PageSink sink) {
            this.sink = sink;
        }

        @Override
        public boolean wantsPictures() {
            return true;
        }

        @Override
        public void picture(Picture picture) {
            if (++images <= maxImages) {
                ofNextPage.put(picture.block(), threads.submit(() -> describer.describe(picture.png())));
            } else if (images == maxImages + 1) {
                sink.warning(PageWarnings.notDescribed(
                        picture.page(), "only the first %d of a document are".formatted(maxImages)));
            }
        }

        @Override
        public void page(Page page) {
            if (ofNextPage.isEmpty()) {
                sink.page(page);
                return;
            }
            List<TextBlock> blocks = new ArrayList<>(page.blocks());
            ofNextPage.forEach((index, description) -> {
                if (index >= 0 && index < blocks.size() && blocks.get(index).kind() == Kind.IMAGE) {
                    blocks.set(index, described(page, blocks.get(index), description));
                }
            });
            ofNextPage.clear();
            sink.page(new Page(page.number(), page.label(), page.width(), page.height(), blocks));
        }

        private TextBlock described(Page page, TextBlock image, Future<String> description) {
            try {
                String text = await(description);
                List<TextLine> lines = image.lines().stream()
                        .map(line -> new TextLine(0, text.length(), line.box()))
                        .toList();
                return new TextBlock(Kind.IMAGE, 0, text, lines);
            } catch (ExecutionException e) {
                String why = e.getCause() instanceof NotDescribedException known
                        ? String.valueOf(known.getMessage())
                        : "it can't be asked";
                sink.warning(PageWarnings.notDescribed(page.number(), why));
                return image;
            }
        }

        private String await(Future<String> description) throws ExecutionException {
            while (true) {
                try {
                    return description.get(SLICE_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    sink.waiting();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new CancellationException("Interrupted while an image was being described");
                }
            }
        }

        @Override
        public void pages(int total) {
            sink.pages(total);
        }

        @Override
        public void info(DocumentInfo info) {
            sink.info(info);
        }

        @Override
        public void warning(PageWarning warning) {
            sink.warning(warning);
        }

        @Override
        public void waiting() {
            sink.waiting();
        }

        @Override
        public void close() {
            threads.shutdownNow();
        }
    }
}
