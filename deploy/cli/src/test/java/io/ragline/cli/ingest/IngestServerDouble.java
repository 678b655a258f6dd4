package io.ragline.cli.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A test double of the API's upload side: keeps documents in memory, by the caller's id and content. Files with certain words in
 * their content go wrong. A job ends after it was looked at twice.
 */
final class IngestServerDouble implements AutoCloseable {

    /** In the content of a file that is rejected. */
    static final String REJECTED = "reject me";

    /** In the content of a file whose job fails. */
    static final String FAILING = "fail me";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PART = Pattern.compile("name=\"(\\w+)\"(?:; filename=\"([^\"]*)\")?");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Document> documents = new LinkedHashMap<>();
    private final Map<String, Document> byJob = new LinkedHashMap<>();
    private final Map<String, String> answers = new LinkedHashMap<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sending = new AtomicInteger();
    private final List<List<String>> uploads = new ArrayList<>();
    private final List<String> keys = new ArrayList<>();
    private final List<String> metadata = new ArrayList<>();
    private int mostSending;
    private int ids;
    private boolean holdsJobs;

    /** What an upload meets instead of being taken. */
    enum Trouble {
        BUSY,
        AWAY,
        /** It was taken, but the answer gets lost. */
        ANSWER_LOST,
        /** The connection breaks before anything is read. */
        BREAKS
    }

    private static final class Document {
        private final String id;
        private final String externalId;
        private String sha256 = "";
        private String jobId = "";
        private String batchId = "";
        private String status = "";
        private int looks;
        private int versions;

        Document(String id, String externalId) {
            this.id = id;
            this.externalId = externalId;
        }
    }

    IngestServerDouble() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Has the next uploads go wrong, one each. */
    IngestServerDouble meet(Trouble... next) {
        troubles.addAll(List.of(next));
        return this;
    }

    /** Whether jobs stay in the queue. */
    synchronized void holdJobs(boolean hold) {
        holdsJobs = hold;
    }

    /** The ids of each upload that was taken. */
    synchronized List<List<String>> uploads() {
        return List.copyOf(uploads);
    }

    /** The idempotency keys of all uploads, those that met trouble too. */
    synchronized List<String> keys() {
        return List.copyOf(keys);
    }

    synchronized List<String> metadata() {
        return List.copyOf(metadata);
    }

    synchronized int mostSending() {
        return mostSending;
    }

    /** How many versions each document has, by the caller's id. */
    synchronized Map<String, Integer> versions() {
        Map<String, Integer> versions = new LinkedHashMap<>();
        documents.values().forEach(document -> versions.put(document.externalId, document.versions));
        return versions;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replace("/api/v1/", "");
        if (path.equals("collections/manuals/documents")) {
            upload(exchange);
        } else if (path.equals("collections/manuals/documents/known")) {
            send(exchange, 200, known(JSON.readTree(exchange.getRequestBody())).toString());
        } else if (path.equals("jobs")) {
            send(exchange, 200, jobs(exchange.getRequestURI().getQuery()).toString());
        } else if (path.startsWith("jobs/")) {
            send(exchange, 200, job(path.substring(5)).toString());
        } else {
            send(exchange, path.equals("collections/manuals") ? 200 : 404, "{\"code\":\"COLLECTION_NOT_FOUND\"}");
        }
    }

    private void upload(HttpExchange exchange) throws IOException {
        Trouble trouble = troubles.poll();
        synchronized (this) {
            mostSending = Math.max(mostSending, sending.incrementAndGet());
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        }
        try {
            if (trouble == Trouble.BREAKS) {
                exchange.close();
                return;
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (trouble == Trouble.BUSY || trouble == Trouble.AWAY) {
                exchange.getResponseHeaders().add("Retry-After", "1");
                String code = trouble == Trouble.BUSY ? "QUEUE_FULL" : "DATABASE_UNAVAILABLE";
                send(exchange, trouble == Trouble.BUSY ? 429 : 503, "{\"code\":\"%s\"}".formatted(code));
                return;
            }
            String boundary =
                    exchange.getRequestHeaders().getFirst("Content-Type").replaceAll(".*boundary=\"?|\"$", "");
            String answer = take(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body, boundary);
            if (trouble == Trouble.ANSWER_LOST) {
                exchange.close();
                return;
            }
            send(exchange, answer.contains("\"batchId\"") ? 202 : 415, answer);
        } finally {
            sending.decrementAndGet();
        }
    }

    private synchronized String take(String key, String body, String boundary) {
        String earlier = answers.get(key);
        if (earlier != null) {
            return earlier;
        }
        List<String> externalIds = new ArrayList<>();
        List<String[]> files = new ArrayList<>();
        for (String part : body.split(Pattern.quote("--" + boundary), -1)) {
            Matcher head = PART.matcher(part);
            int content = part.indexOf("\r\n\r\n");
            if (content < 0 || !head.find()) {
                continue;
            }
            String value = part.substring(content + 4, part.length() - 2);
            switch (head.group(1)) {
                case "files" -> files.add(new String[] {utf8(head.group(2)), value});
                case "externalId" -> externalIds.add(utf8(value));
                default -> metadata.add(utf8(value));
            }
        }
        ObjectNode answer = JSON.createObjectNode();
        String batchId = "b" + ++ids;
        ArrayNode taken = answer.putArray("documents");
        ArrayNode rejected = answer.putArray("rejected");
        uploads.add(externalIds);
        for (int i = 0; i < files.size(); i++) {
            String externalId = externalIds.get(i);
            if (files.get(i)[1].startsWith("PK\3\4")) {
                add(externalId + "/one.md", "one.md", "one", batchId, taken, rejected);
                add(externalId + "/two.md", "two.md", FAILING, batchId, taken, rejected);
            } else {
                add(externalId, files.get(i)[0], files.get(i)[1], batchId, taken, rejected);
            }
        }
        if (taken.isEmpty()) {
            answer.remove("documents");
            answer.put("code", "DOCUMENT_TYPE_UNSUPPORTED");
        } else {
            answer.put("batchId", batchId);
            answers.put(key, answer.toString());
        }
        return answer.toString();
    }

    private void add(
            String externalId, String filename, String content, String batchId, ArrayNode taken, ArrayNode rejected) {
        if (content.contains(REJECTED)) {
            rejected.addObject()
                    .put("filename", filename)
                    .put("code", "DOCUMENT_TYPE_UNSUPPORTED")
                    .put("detail", filename + " is odd.");
            return;
        }
        Document document = documents.computeIfAbsent(externalId, id -> new Document("d" + ++ids, id));
        String sha256 = sha256(content);
        boolean duplicate = document.sha256.equals(sha256) && !document.status.equals("failed");
        if (!duplicate) {
            document.sha256 = sha256;
            document.jobId = "j" + ++ids;
            document.batchId = batchId;
            document.status = content.contains(FAILING) ? "failing" : "queued";
            document.versions++;
            document.looks = 0;
            byJob.put(document.jobId, document);
        }
        taken.addObject()
                .put("documentId", document.id)
                .put("jobId", document.jobId)
                .put("filename", filename)
                .put("externalId", externalId)
                .put("status", duplicate ? "duplicate" : "queued");
    }

    private synchronized JsonNode known(JsonNode asked) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode known = answer.putArray("known");
        for (JsonNode file : asked.get("files")) {
            Document document = documents.get(file.get("externalId").asText());
            if (document != null
                    && document.sha256.equals(file.get("sha256").asText())
                    && !document.status.equals("failed")) {
                known.addObject()
                        .put("externalId", document.externalId)
                        .put("documentId", document.id)
                        .put("status", document.status.equals("succeeded") ? "active" : "queued");
            }
        }
        return answer;
    }

    private synchronized JsonNode jobs(String query) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode jobs = answer.putArray("jobs");
        for (Document document : byJob.values()) {
            boolean wanted = query.contains("batchId=")
                    ? query.contains("batchId=" + document.batchId + "&")
                    : query.contains("queued") ? !isAtEnd(document) : document.looks == 1;
            if (wanted) {
                jobs.add(job(document.jobId));
            }
        }
        return answer;
    }

    private synchronized JsonNode job(String jobId) {
        Document document = byJob.get(jobId);
        ObjectNode job = JSON.createObjectNode()
                .put("jobId", jobId)
                .put("documentId", document.id)
                .put("batchId", document.batchId);
        if (!holdsJobs && document.looks++ == 2) {
            document.status = document.status.equals("failing") ? "failed" : "succeeded";
        }
        if (document.status.equals("failed")) {
            job.putObject("error")
                    .put("code", "DOCUMENT_ENCRYPTED")
                    .put("detail", "It has a password.")
                    .put("advice", "Remove it.");
        }
        if (!isAtEnd(document) && document.looks > 0) {
            job.putObject("progress").put("stage", "embed").put("percent", 40);
        }
        return job.put("status", isAtEnd(document) ? document.status : document.looks > 0 ? "running" : "queued");
    }

    private static boolean isAtEnd(Document document) {
        return document.status.equals("succeeded") || document.status.equals("failed");
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String utf8(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String sha256(String bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
