package io.ragline.cli.ingest.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.terminal.Terminal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** One JSON object a line, for programs: {@code begin}, {@code file}, {@code progress}, {@code end}. */
final class JsonDisplay implements IngestDisplay {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final LongSupplier nanoTime;
    private long last;

    JsonDisplay(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    @Override
    public void begin(Intent intent) {
        print(event("begin", intent));
    }

    @Override
    public void outcome(FileOutcome outcome) {
        Map<String, Object> event = event("file", Map.of());
        switch (outcome) {
            case FileOutcome.Indexed(FoundFile file, String documentId) -> put(event, "indexed", file, documentId);
            case FileOutcome.Queued(FoundFile file, String documentId) -> put(event, "queued", file, documentId);
            case FileOutcome.AlreadyThere(FoundFile file, String documentId) ->
                put(event, "alreadyThere", file, documentId);
            case FileOutcome.Failed(String name, String code, String detail, String advice) -> {
                event.put("name", name);
                event.put("outcome", "failed");
                Map<String, String> error = new LinkedHashMap<>();
                error.put("code", code);
                error.put("detail", detail);
                error.put("advice", advice);
                event.put("error", error);
            }
        }
        print(event);
    }

    private static void put(Map<String, Object> event, String outcome, FoundFile file, String documentId) {
        event.put("name", file.id());
        event.put("outcome", outcome);
        event.put("documentId", documentId);
        event.put("path", file.path().toString());
        event.put("bytes", file.size());
    }

    @Override
    public void show(Snapshot now) {
        if (nanoTime.getAsLong() - last < EVERY.toNanos()) {
            return;
        }
        last = nanoTime.getAsLong();
        Map<String, Object> event = event("progress", Map.of("percent", (int) (100 * now.fraction())));
        event.put("tally", now.tally());
        event.put("bytes", now.bytes());
        event.put("doneBytes", now.doneBytes());
        now.left().ifPresent(left -> event.put("secondsLeft", left.toSeconds()));
        event.put("running", now.running());
        if (!now.note().isEmpty()) {
            event.put("note", now.note());
        }
        print(event);
    }

    @Override
    public void end(Ending ending) {
        print(event("end", ending));
    }

    private static Map<String, Object> event(String what, Object fields) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("event", what);
        JSON.convertValue(fields, Map.class).forEach((name, value) -> event.put(String.valueOf(name), value));
        return event;
    }

    private void print(Map<String, Object> event) {
        try {
            terminal.print(JSON.writeValueAsString(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every event can be written", e);
        }
    }
}
