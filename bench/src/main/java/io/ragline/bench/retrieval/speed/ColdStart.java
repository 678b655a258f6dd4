package io.ragline.bench.retrieval.speed;

import io.ragline.model.SearchMode;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Opens an index in a process of its own, where no class is loaded and no code compiled, and asks one question. */
final class ColdStart {
    private static final int QUESTION = 1_000_000;

    private ColdStart() {}

    /** From opening the index to the first answer; the start of the process isn't in it. */
    static Duration measure(Path folder, long seed) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("-Xm") || argument.startsWith("--add-modules"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdStart.class.getName()));
        command.addAll(List.of(folder.toString(), Long.toString(seed)));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String nanos = process.inputReader().readLine();
            if (process.waitFor() != 0 || nanos == null) {
                throw new IllegalStateException("The process that opens the index ended with " + process.exitValue());
            }
            return Duration.ofNanos(Long.parseLong(nanos));
        } finally {
            process.destroyForcibly();
        }
    }

    public static void main(String[] arguments) {
        List<Question> questions = List.of(new SyntheticCollection(Long.parseLong(arguments[1])).question(QUESTION));
        long start = System.nanoTime();
        try (LuceneChunkIndex index = new LuceneChunkIndex(LuceneIndexOptions.in(Path.of(arguments[0])))) {
            new Searches(index, SpeedRun.COLLECTION, questions)
                    .time(questions.getFirst(), SearchMode.HYBRID, Selection.ALL);
            System.out.println(System.nanoTime() - start);
        }
    }
}
