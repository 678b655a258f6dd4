package io.ragline.worker.extract.child;

import io.ragline.model.Box;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.FormatExtractor;
import io.ragline.worker.extract.ocr.Ocr;
import io.ragline.worker.extract.ocr.OcrOptions;
import io.ragline.worker.extract.ocr.Tesseract;
import io.ragline.worker.extract.pdf.BundledFonts;
import io.ragline.worker.extract.pdf.PagePicture;
import io.ragline.worker.extract.picture.TextMarker;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The process that reads files for a worker: one after the other, until its stdin ends. */
public final class ExtractionChild {
    static final int EXIT_OUT_OF_MEMORY = 3;

    private static final int PIPE = 64 * 1_024;
    private static final int SECONDS_UNTIL_TIDY = 1;
    /** Held, since a logger that nobody holds loses its level. */
    private static final List<Logger> CHATTY = List.of(
            Logger.getLogger("org.apache"),
            // of the JDK, when it starts the first process: complains about the log manager, not about that
            Logger.getLogger("java.lang.ProcessBuilder"));

    /** What libraries log is about files that strangers made; the facade of one must not go looking for the others. */
    private static final Map<String, String> QUIET_LIBRARIES = Map.of(
            "org.apache.commons.logging.LogFactory", "org.apache.commons.logging.impl.LogFactoryImpl",
            "org.apache.commons.logging.Log", "org.apache.commons.logging.impl.Jdk14Logger",
            "log4j.provider", "org.apache.logging.log4j.simple.internal.SimpleProvider",
            "org.apache.logging.log4j.simplelog.level", "OFF",
            "slf4j.internal.verbosity", "ERROR");

    private final FrameCodec codec;
    private final DataOutputStream out;
    private final FormatExtractor extractor;
    private boolean machineFonts;
    private final BlockingQueue<Frame.Request> requests = new LinkedBlockingQueue<>();

    private ExtractionChild(int maxPages, int maxFrameBytes, Ocr ocr, DataOutputStream out) {
        this.codec = new FrameCodec(maxFrameBytes);
        this.out = out;
        this.extractor = FormatExtractor.ofAllFormats(maxPages, ocr);
    }

    /**
     * Started by {@link ExtractionPool}, never by hand.
     *
     * @param arguments the page cap and the frame cap of {@link io.ragline.worker.extract.ExtractionLimits}, then what
     *     {@link OcrOptions#arguments} made
     */
    public static void main(String[] arguments) throws Exception {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE));
        // stdout carries frames: what a library prints must not get between them
        System.setOut(System.err);
        QUIET_LIBRARIES.forEach(System::setProperty);
        CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
        NoNetwork.install();
        BundledFonts.install();
        Ocr ocr = Tesseract.of(OcrOptions.parse(List.of(arguments).subList(2, arguments.length)));
        ExtractionChild child =
                new ExtractionChild(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), ocr, out);
        Thread watch = new Thread(() -> child.listen(System.in), "stdin");
        watch.setDaemon(true);
        watch.start();
        try {
            WarmUp.read(child.extractor);
            child.work();
        } catch (IOException | RuntimeException | Error e) {
            // the worker is gone, or there is a mistake in here: its log is to have it
            e.printStackTrace();
        } finally {
            end();
        }
    }

    /** Takes requests; ends the process when stdin ends, even amid a file, since then nobody wants it any more. */
    private void listen(InputStream stdin) {
        try (DataInputStream in = new DataInputStream(stdin)) {
            for (byte @Nullable [] bytes = codec.read(in); bytes != null; bytes = codec.read(in)) {
                if (!(codec.decode(bytes) instanceof Frame.Request request)) {
                    break;
                }
                requests.add(request);
            }
        } catch (IOException e) {
            // without the message: it may quote what came, such as a password
            System.err.println("stdin: " + e.getClass().getName());
        } finally {
            end();
        }
    }

    /** Whichever thread notices first: a worker that was killed can't clean up behind its children. */
    private static synchronized void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        TemporaryHome.deleteOwn();
        Runtime.getRuntime().halt(0);
    }

    private void work() throws IOException, InterruptedException {
        boolean tidy = true;
        while (true) {
            Frame.Request request = requests.poll(SECONDS_UNTIL_TIDY, TimeUnit.SECONDS);
            if (request != null) {
                answer(request);
                tidy = false;
            } else if (!tidy) {
                // gives memory back while there is nothing to do
                System.gc();
                tidy = true;
            }
        }
    }

    private void answer(Frame.Request request) throws IOException {
        Frame outcome;
        try {
            work(request);
            outcome = new Frame.Done();
        } catch (RaglineException e) {
            outcome = Failure.of(e);
        } catch (OutOfMemoryError e) {
            Runtime.getRuntime().halt(EXIT_OUT_OF_MEMORY);
            return;
        } catch (RuntimeException | StackOverflowError e) {
            e.printStackTrace();
            outcome = Failure.of(e);
        }
        codec.write(out, codec.encode(outcome));
    }

    private void work(Frame.Request request) {
        switch (request) {
            case Frame.Read read -> {
                useMachineFonts(false);
                extractor.extract(read.source(), new FrameSink(codec, out, read.pictures()));
            }
            case Frame.Draw(Frame.Read what, int page, int dpi, long maxPixels, String target) -> {
                useMachineFonts(true);
                new PagePicture(maxPixels).draw(what.source(), page, dpi, Path.of(target));
            }
            case Frame.Mark(String picture, int dpi, List<Box> boxes, String target) ->
                TextMarker.mark(Path.of(picture), dpi, boxes, Path.of(target));
        }
    }

    /** To read, any font does, at once; a picture is to look as it does elsewhere on this machine. */
    private void useMachineFonts(boolean use) {
        if (use && !machineFonts) {
            BundledFonts.uninstall();
        } else if (!use && machineFonts) {
            BundledFonts.install();
        }
        machineFonts = use;
    }
}
