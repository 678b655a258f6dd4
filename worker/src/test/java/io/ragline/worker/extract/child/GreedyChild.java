package io.ragline.worker.extract.child;

import io.ragline.worker.extract.ExtractionLimits;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A child that takes what no cap of the virtual machine stops. */
final class GreedyChild {
    static final String WRITES_FILES = "files";
    static final String TAKES_MEMORY = "memory";

    private static final int MEGABYTE = 1 << 20;

    private GreedyChild() {}

    static List<String> command(ExtractionLimits limits, Path home, String greed) {
        List<String> command = TestChildren.running(GreedyChild.class, limits, home);
        command.replaceAll(
                option -> option.startsWith("-XX:MaxDirectMemorySize") ? "-XX:MaxDirectMemorySize=500m" : option);
        command.add(greed);
        return command;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments[arguments.length - 1].equals(WRITES_FILES)) {
            Path file = Files.createTempFile("unpacked", null);
            for (int i = 0; i < 8; i++) {
                Files.write(file, new byte[MEGABYTE], StandardOpenOption.APPEND);
            }
        } else {
            List<ByteBuffer> taken = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                taken.add(ByteBuffer.allocateDirect(MEGABYTE));
            }
        }
        new CountDownLatch(1).await();
    }
}
