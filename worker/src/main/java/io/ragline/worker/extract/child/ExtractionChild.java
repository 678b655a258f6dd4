package io.ragline.worker.extract.child;

import io.ragline.model.RaglineException;
import io.ragline.worker.extract.FormatExtractor;
import io.ragline.worker.extract.pdf.BundledFonts;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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
    private static final List<Logger> CHATTY =
            List.of(Logger.getLogger("org.apache.pdfbox"), Logger.getLogger("org.apache.fontbox"));

    private final FrameCodec codec;
    private final DataOutputStream out;
    private final FormatExtractor extractor;
    private final BlockingQueue<Frame.Read> requests = new LinkedBlockingQueue<>();

    private ExtractionChild(int maxPages, int maxFrameBytes, DataOutputStream out) {
        this.codec = new FrameCodec(maxFrameBytes);
        this.out = out;
        this.extractor = FormatExtractor.ofAllFormats(maxPages);
    }

    /**
     * Started by {@link ExtractionPool}, never by hand.
     *
     * @param arguments the page cap and the frame cap of {@link io.ragline.worker.extract.ExtractionLimits}
     */
    public static void main(String[] arguments) throws Exception {
        DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), PIPE));
        // stdout carries frames: what a library prints must not get between them
        System.setOut(System.err);
        CHATTY.forEach(logger -> logger.setLevel(Level.OFF));
        NoNetwork.install();
        BundledFonts.install();
        ExtractionChild child =
                new ExtractionChild(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]), out);
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
                if (!(codec.decode(bytes) instanceof Frame.Read read)) {
                    break;
                }
                requests.add(read);
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
        TemporaryHome.deleteOwn();
        Runtime.getRuntime().halt(0);
    }

    private void work() throws IOException, InterruptedException {
        boolean tidy = true;
        while (true) {
            Frame.Read request = requests.poll(SECONDS_UNTIL_TIDY, TimeUnit.SECONDS);
            if (request != null) {
                read(request);
                tidy = false;
            } else if (!tidy) {
                // gives memory back while there is nothing to do
                System.gc();
                tidy = true;
            }
        }
    }

    private void read(Frame.Read request) throws IOException {
        Frame outcome;
        try {
            extractor.extract(request.source(), new FrameSink(codec, out));
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
}
