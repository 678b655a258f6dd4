package io.ragline.worker.extract.child;

import io.ragline.model.Durations;
import io.ragline.model.ErrorCode;
import io.ragline.model.PageWarning;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.child.ChildProcess.Received;
import java.io.IOException;
import java.time.Duration;

/** One document's run through a child, up to its last frame. */
final class Reading {
    private static final Duration SLICE = Duration.ofMillis(200);
    /** More can't be meant to be read; what a hostile child sends must not fill the worker's memory. */
    private static final int MAX_WARNINGS = 20_000;

    private static final int MAX_CODE = 100;
    private static final int MAX_DETAIL = 1_000;

    private final ChildProcess child;
    private final ExtractionLimits limits;
    private final PageSink sink;
    private Duration waited = Duration.ZERO;
    private Duration waitedForPage = Duration.ZERO;
    private int warnings;

    Reading(ChildProcess child, ExtractionLimits limits, PageSink sink) {
        this.child = child;
        this.limits = limits;
        this.sink = sink;
    }

    Frame run() throws InterruptedException {
        while (true) {
            Frame frame = await();
            switch (frame) {
                case Frame.Pages pages -> sink.pages(pages.total());
                case Frame.PageRead read -> sink.page(read.page());
                case Frame.Info info -> sink.info(info.info());
                case Frame.PictureTaken taken -> sink.picture(taken.picture());
                case Frame.Warned warned -> warn(warned.warning());
                case Frame.Done done -> {
                    return done;
                }
                case Frame.Failed failed -> {
                    return failed;
                }
                case Frame.Request request ->
                    throw ChildExtractor.crashed(new IOException("Not a child's frame: " + request));
            }
        }
    }

    private void warn(PageWarning warning) {
        if (++warnings <= MAX_WARNINGS) {
            sink.warning(new PageWarning(
                    warning.page(), shortened(warning.code(), MAX_CODE), shortened(warning.detail(), MAX_DETAIL)));
        }
    }

    private static String shortened(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length - 1) + "…";
    }

    /** Only this waiting counts as the document's time: the sink may take as long as it likes. */
    private Frame await() throws InterruptedException {
        waitedForPage = Duration.ZERO;
        while (true) {
            long start = System.nanoTime();
            Received received = child.next(SLICE);
            Duration slice = Duration.ofNanos(System.nanoTime() - start);
            waited = waited.plus(slice);
            waitedForPage = waitedForPage.plus(slice);
            switch (received) {
                case Received.Arrived arrived -> {
                    // a child that never pauses has no more time than others
                    checkTime();
                    return arrived.frame();
                }
                case Received.Ended ended -> throw ended(ended.exitCode());
                case Received.Nothing nothing -> checkTime();
            }
            sink.waiting();
        }
    }

    private void checkTime() {
        if (waitedForPage.compareTo(limits.pageTime()) > 0) {
            throw timedOut("no page came for %s".formatted(Durations.inWords(limits.pageTime())));
        }
        if (waited.compareTo(limits.documentTime()) > 0) {
            throw timedOut("it took longer than %s".formatted(Durations.inWords(limits.documentTime())));
        }
    }

    private static RaglineException timedOut(String why) {
        return new RaglineException(ErrorCode.EXTRACTION_TIMED_OUT, "Reading the document was given up: " + why);
    }

    private RaglineException ended(int exitCode) {
        return exitCode == ExtractionChild.EXIT_OUT_OF_MEMORY
                ? new RaglineException(
                        ErrorCode.EXTRACTION_OUT_OF_MEMORY,
                        "Reading the document takes more than the %,d MB of memory that are allowed"
                                .formatted(limits.heapMegabytes()))
                : ChildExtractor.crashed(new IOException("exit code " + exitCode));
    }
}
