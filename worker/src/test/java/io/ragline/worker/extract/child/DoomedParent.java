package io.ragline.worker.extract.child;

import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.ocr.OcrOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A worker that prints the process id of its child amid a document, and then waits to be killed. */
final class DoomedParent {
    private DoomedParent() {}

    public static void main(String[] arguments) {
        OcrOptions ocr = arguments.length == 1
                ? null
                : new OcrOptions(Path.of(arguments[1]), List.of("eng"), false, Duration.ofMinutes(5));
        ExtractionPool pool = new ExtractionPool(ExtractionLimits.DEFAULT, PoolSize.ofMax(1), ocr);
        new ChildExtractor(pool).extract(Source.of(Path.of(arguments[0]), "application/pdf"), new PageSink() {
            @Override
            public void pages(int total) {
                System.out.println(pool.pids().getFirst());
            }

            @Override
            public void page(Page page) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void warning(PageWarning warning) {}
        });
    }
}
