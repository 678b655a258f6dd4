package io.ragline.worker.extract.child;

import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.ocr.OcrOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The command line that starts a child. */
final class ChildCommand {
    /** What this virtual machine would print to stdout by itself would get between the frames. */
    private static final List<String> QUIET =
            List.of("-XX:+DisplayVMOutputToStderr", "-Xlog:disable", "-Xlog:all=error:stderr");

    /**
     * A child that starts quickly and is small while idle: the simple compiler reads as fast here, and what the heap
     * grew by is given back at once.
     */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-Xms16m",
            "-XX:MinHeapFreeRatio=10",
            "-XX:MaxHeapFreeRatio=30",
            "-XX:-ShrinkHeapInSteps",
            "-XX:TieredStopAtLevel=1",
            "-XX:-UsePerfData",
            "-Xshare:auto");

    /** No core dump: it could hold a password, and is as large as the memory was. */
    private static final List<String> CAPPED = List.of(
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:MaxMetaspaceSize=128m",
            "-XX:ReservedCodeCacheSize=48m",
            "-XX:MaxDirectMemorySize=32m");

    private final ExtractionLimits limits;
    private final @Nullable OcrOptions ocr;
    private final Isolation isolation;
    private final String classPath;

    /** @param ocr how children recognise text in pictures; null if they don't */
    ChildCommand(ExtractionLimits limits, @Nullable OcrOptions ocr, Isolation isolation) {
        this.limits = limits;
        this.ocr = ocr;
        this.isolation = isolation;
        this.classPath = ChildClassPath.find();
    }

    /** @param home where the child may leave files */
    List<String> in(Path home) {
        List<String> command = new ArrayList<>(isolation.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET);
        command.addAll(SMALL);
        command.addAll(CAPPED);
        command.addAll(NoNetwork.options(home));
        command.add("-Xmx%dm".formatted(limits.heapMegabytes()));
        command.add("-XX:ErrorFile=" + home.resolve("crash.log"));
        command.add("-Djava.awt.headless=true");
        command.add("-Djava.io.tmpdir=" + home);
        command.add("-Duser.home=" + home);
        command.addAll(List.of("-cp", classPath, ExtractionChild.class.getName()));
        command.add(Integer.toString(limits.maxPages()));
        command.add(Integer.toString(limits.maxPageBytes()));
        command.addAll(OcrOptions.arguments(ocr));
        return command;
    }
}
