package io.ragline.worker.chat;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import java.util.Map;

/** A worker whose models are served by a double. */
public final class ChatServices implements QuarkusTestResourceLifecycleManager {
    public static final String EMBEDDING_MODEL = "vectors";

    private static ChatServerDouble current;

    private final ChatServerDouble server = ChatServerDouble.start();

    /** The double that serves them. */
    public static ChatServerDouble server() {
        return current;
    }

    @Override
    public Map<String, String> start() {
        current = server;
        server.models(Script.models("gpt-9"));
        return Map.of(
                "ragline.chat.base-url", server.url(),
                "ragline.chat.model", "gpt-9",
                "ragline.chat.requests-per-minute", "100",
                "ragline.chat.fallback", "spare",
                "ragline.chat.models.spare.base-url", server.url(),
                "ragline.chat.models.spare.model", "small",
                "ragline.embedding.base-url", server.url(),
                "ragline.embedding.model", EMBEDDING_MODEL,
                "ragline.embedding.dimensions", "8");
    }

    @Override
    public void stop() {
        server.close();
    }
}
