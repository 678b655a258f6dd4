package io.ragline.bench.queue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.stream.Stream;

/** What the benchmark runs on. */
final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final double GIB = 1L << 30;

    private Machine() {}

    static String describe() {
        return "%s, %d cores, %.0f GiB; %s; Java %s (%s); %s"
                .formatted(
                        cpu(),
                        Runtime.getRuntime().availableProcessors(),
                        memory() / GIB,
                        System.getProperty("os.name"),
                        Runtime.version(),
                        System.getProperty("java.vendor"),
                        LocalDate.now(ZoneId.systemDefault()));
    }

    private static String cpu() {
        if (Files.isReadable(CPU_INFO)) {
            try (Stream<String> lines = Files.lines(CPU_INFO)) {
                return model(lines);
            } catch (IOException e) {
                Progress.say("cannot read %s: %s", CPU_INFO, e);
            }
        }
        return System.getProperty("os.arch");
    }

    static String model(Stream<String> cpuInfo) {
        return cpuInfo.filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
