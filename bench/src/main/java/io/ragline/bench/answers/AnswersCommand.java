package io.ragline.bench.answers;

import com.fasterxml.jackson.databind.JsonNode;
import io.ragline.bench.chaos.site.JavaApp;
import io.ragline.bench.chaos.site.Site;
import io.ragline.bench.chaos.site.Wait;
import io.ragline.bench.corpus.Uploads;
import io.ragline.bench.retrieval.Folders;
import io.ragline.bench.retrieval.Latencies;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has the product answer through a double of a model server that answers at once. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = {
            "Measures what the platform adds around a language model: a Ragline of its own, whose model is a double that"
                    + " answers in no time.",
            "From the question to its result; the same from the cache; from the model's first token to the client's; and"
                    + " many streams at once on one API process."
        })
public final class AnswersCommand implements Callable<Integer> {
    private static final int WARM_UP = 50;
    private static final int FACTS = 40;

    @Option(names = "--questions", paramLabel = "N", description = "One after another (default: ${DEFAULT-VALUE}).")
    private int questions = 200;

    @Option(names = "--streams", paramLabel = "N", description = "At once (default: ${DEFAULT-VALUE}).")
    private int streams = 100;

    @Spec
    private @Nullable CommandSpec spec;

    private int asked;

    @Override
    public Integer call() throws Exception {
        Path scratch = Files.createTempDirectory("ragline-answers-");
        Path project = Path.of(System.getProperty("ragline.project", "")).toAbsolutePath();
        try (ChatServerDouble model = ChatServerDouble.start();
                Site site = new Site(project, scratch.resolve("data"), scratch.resolve("logs"));
                JavaApp worker = site.startRealWorker(settings(model))) {
            model.replyAlways(Script.says("It is ", "changed ", "every ", "30 ", "days. ", "[1]"));
            upload(scratch, new Uploads(site.api().url()));
            measure(model, new Asking(site.api().url()));
            return worker.isAlive() ? 0 : 1;
        } finally {
            Folders.delete(scratch);
        }
    }

    private Map<String, String> settings(ChatServerDouble model) {
        return Map.of(
                "RAGLINE_CHAT_BASE_URL", model.url(),
                "RAGLINE_CHAT_MODEL", "m",
                "RAGLINE_CHAT_CONCURRENCY", Integer.toString(2 * streams),
                "RAGLINE_WORKER_LANES", "query:%d,ingest:2,maintenance:2".formatted(streams));
    }

    private static void upload(Path scratch, Uploads uploads) throws Exception {
        StringBuilder text = new StringBuilder("# Filters\n\n");
        for (int i = 1; i <= FACTS; i++) {
            text.append("## Filter ").append(i).append("\n\nFilter ").append(i);
            text.append(" is changed every 30 days, by whoever is on duty in hall ")
                    .append(i)
                    .append(".\n\n");
        }
        Path file = Files.writeString(scratch.resolve("filters.md"), text);
        String job = "/api/v1/jobs/"
                + uploads.send(file).path("documents").path(0).path("jobId").asText();
        Wait.require(
                "the document is indexed",
                Duration.ofMinutes(2),
                () -> "succeeded".equals(uploads.get(job).path("status").asText()));
    }

    private void measure(ChatServerDouble model, Asking asking) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            asking.ask(next());
            asking.stream(next());
        }
        print("| | p50 ms | p95 ms | p99 ms | to reach, p50 |");
        print("|---|---|---|---|---|");
        print(row("question to result, model in 0 ms", results(asking, false), "≤ 50 ms"));
        print(row("question to result, from the cache", results(asking, true), "≤ 15 ms"));
        print(row("the model's first token to the client's", firstTokens(model, asking), "≤ 50 ms"));
        print(row("the same, %d streams at once".formatted(streams), manyStreams(model, asking), ""));
    }

    /** Never asked before, so that no cache knows it. */
    private String next() {
        asked++;
        return "How often is filter %d changed, asked for the %dth time?".formatted(1 + asked % FACTS, asked);
    }

    private Latencies results(Asking asking, boolean again) throws Exception {
        Latencies times = new Latencies();
        String same = next();
        if (again) {
            asking.ask(same);
        }
        for (int i = 0; i < questions; i++) {
            Asking.Answered answered = asking.ask(again ? same : next());
            JsonNode cached = answered.result().path("cached");
            if (cached.isTextual() != again) {
                throw new IOException("The answer is cached: " + cached);
            }
            times.add(answered.took());
        }
        return times;
    }

    private Latencies firstTokens(ChatServerDouble model, Asking asking) throws Exception {
        Latencies times = new Latencies();
        for (int i = 0; i < questions; i++) {
            model.forgetRequests();
            Asking.Streamed streamed = asking.stream(next());
            times.add(Duration.ofNanos(
                    streamed.firstTokenNanos() - model.requests().getFirst().nanos()));
        }
        return times;
    }

    private Latencies manyStreams(ChatServerDouble model, Asking asking) throws Exception {
        model.forgetRequests();
        Map<String, Future<Asking.Streamed>> open = new LinkedHashMap<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < streams; i++) {
                String question = next();
                open.put(question, threads.submit(() -> asking.stream(question)));
            }
        }
        Latencies times = new Latencies();
        List<String> broken = new ArrayList<>();
        for (Map.Entry<String, Future<Asking.Streamed>> each : open.entrySet()) {
            Asking.Streamed streamed = each.getValue().get();
            if (!streamed.complete()) {
                broken.add(each.getKey());
            }
            long from = model.requests().stream()
                    .filter(request -> request.messages().getLast().endsWith(each.getKey()))
                    .mapToLong(ChatServerDouble.Request::nanos)
                    .findFirst()
                    .orElseThrow(() -> new IOException("The model was not asked: " + each.getKey()));
            times.add(Duration.ofNanos(streamed.firstTokenNanos() - from));
        }
        if (!broken.isEmpty()) {
            throw new IOException("Streams without a result: " + broken);
        }
        return times;
    }

    private static String row(String what, Latencies times, String reach) {
        return "| %s | %.1f | %.1f | %.1f | %s |"
                .formatted(what, times.percentile(50), times.percentile(95), times.percentile(99), reach);
    }

    private void print(String text) {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
