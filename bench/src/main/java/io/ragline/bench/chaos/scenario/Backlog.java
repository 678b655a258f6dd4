package io.ragline.bench.chaos.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.load.Reply;
import io.ragline.bench.chaos.load.Task;
import io.ragline.bench.chaos.load.Task.Expected;
import io.ragline.bench.chaos.site.Wait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tens of thousands of uploads wait, and questions are answered as if there were none; with the product's own worker. */
final class Backlog implements Scenario {
    private static final List<String> WORDS = List.of(
            "pump",
            "valve",
            "filter",
            "lamp",
            "seal",
            "tank",
            "pressure",
            "descale",
            "water",
            "acid",
            "workshop",
            "guarantee",
            "machine",
            "brew",
            "cup",
            "red",
            "green",
            "change",
            "check",
            "fill");
    private static final int BATCH = 100;
    private static final int LIBRARY = 40;
    private static final int WARM_UP = 10;

    @Override
    public String name() {
        return "backlog";
    }

    @Override
    public String what() {
        return "questions while uploads wait, with the real worker";
    }

    @Override
    public boolean ownSite() {
        return true;
    }

    @Override
    public void play(Act act) throws Exception {
        act.untilTheEnd(act.site().startRealWorker(Map.of("RAGLINE_WORKER_LANES", "query:8,ingest:1")));
        upload(act, LIBRARY, Expected.SUCCEEDED);
        Wait.require(
                "the library is read", Duration.ofMinutes(3), () -> act.ledger().unfinished() == 0);
        measure(act, WARM_UP);
        long[] idle = measure(act, act.scale().questions());
        long start = System.nanoTime();
        upload(
                act,
                act.scale().backlog(),
                act.scale().leaveBacklog() ? Expected.SUCCEEDED_OR_LIVE : Expected.SUCCEEDED);
        double seconds = (System.nanoTime() - start) / 1e9;
        long before = act.ledger().unfinished();
        long[] busy = measure(act, act.scale().questions());
        long after = act.ledger().unfinished();
        act.note("%,d files uploaded in %.0f s; %,d to %,d waiting while %d questions were asked"
                .formatted(act.scale().backlog(), seconds, before, after, busy.length));
        act.note("idle p50 %.1f ms, p95 %.1f ms; with backlog p50 %.1f ms (%.2fx), p95 %.1f ms (%.2fx)"
                .formatted(
                        millis(idle, 50),
                        millis(idle, 95),
                        millis(busy, 50),
                        millis(busy, 50) / millis(idle, 50),
                        millis(busy, 95),
                        millis(busy, 95) / millis(idle, 95)));
        act.mustHaveBitten(after > 0, "the backlog was gone before the last question");
        if (act.scale().leaveBacklog()) {
            act.leaveBacklog();
        }
    }

    private static void upload(Act act, int files, Expected expected) throws InterruptedException {
        for (int i = 0; i < files; i += BATCH) {
            List<Task> batch = new ArrayList<>();
            for (int j = i; j < Math.min(files, i + BATCH); j++) {
                batch.add(new Task(true, text(act.random()), expected));
            }
            if (act.api().upload(batch).filter(Reply::isAccepted).isEmpty()) {
                throw new IllegalStateException("A batch was not accepted");
            }
        }
    }

    private static String text(Random random) {
        String words = IntStream.range(0, 60)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(Collectors.joining(" "));
        return "Note %s. %s.".formatted(Long.toString(random.nextLong(), 36), words);
    }

    /** Asks one question after the other. Returns how long each took from asking to its answer, in nanoseconds, sorted. */
    private static long[] measure(Act act, int questions) throws InterruptedException {
        long[] nanos = new long[questions];
        for (int i = 0; i < questions; i++) {
            String question = "Must the %s be %s with the %s? (%d)"
                    .formatted(
                            act.oneOf(WORDS),
                            act.oneOf(WORDS),
                            act.oneOf(WORDS),
                            act.random().nextInt());
            long start = System.nanoTime();
            JsonNode accepted = act.api()
                    .send(new Task(false, question, Expected.SUCCEEDED))
                    .orElseThrow()
                    .body();
            act.api()
                    .get("/api/v1/result/%s?wait=30"
                            .formatted(accepted.path("jobId").asText()));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double millis(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
