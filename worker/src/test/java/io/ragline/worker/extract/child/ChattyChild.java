package io.ragline.worker.extract.child;

import io.ragline.model.Page;
import io.ragline.worker.extract.ExtractionLimits;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A child that hands over one small page after the other, without a pause in which one could look at the clock. */
final class ChattyChild {
    private static final int PAGES = 600;
    private static final long MILLIS_BETWEEN = 50;

    private ChattyChild() {}

    static List<String> command(ExtractionLimits limits, Path home) {
        return TestChildren.running(ChattyChild.class, limits, home);
    }

    public static void main(String[] arguments) throws Exception {
        FrameCodec codec = new FrameCodec(1 << 20);
        DataOutputStream out = new DataOutputStream(new FileOutputStream(FileDescriptor.out));
        for (int number = 1; number <= PAGES; number++) {
            codec.write(out, codec.encode(new Frame.PageRead(new Page(number, null, 100, 100, List.of()))));
            TimeUnit.MILLISECONDS.sleep(MILLIS_BETWEEN);
        }
        codec.write(out, codec.encode(new Frame.Done()));
        System.exit(0);
    }
}
