package io.ragline.api.models;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Settings that name models, which nobody serves: the API asks none. */
public final class ConfiguredModels implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of(
                "ragline.chat.base-url", "http://user:secret@models.invalid/v1",
                "ragline.chat.api-key", "sk-secret",
                "ragline.chat.model", "gpt-9",
                "ragline.chat.context-tokens", "16000",
                "ragline.chat.models.small.model", "tiny-1",
                "ragline.embedding.base-url", "http://user:secret@models.invalid/v1",
                "ragline.embedding.api-key", "sk-secret",
                "ragline.embedding.model", "vectors",
                "ragline.embedding.max-input-tokens", "300",
                "ragline.embedding.dimensions", "8");
    }

    @Override
    public void stop() {}
}
