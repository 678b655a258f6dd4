package io.ragline.provider;

import io.ragline.model.GenerationOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The language models that are configured, by the names that callers choose them by; the standard one first. */
@ApplicationScoped
public class ConfiguredChatModels {
    private final Map<String, ChatProvider> models = new LinkedHashMap<>();

    ConfiguredChatModels(ChatConfig config) {
        config.standard().model().ifPresent(model -> models.put(model, config.standard()));
        config.models().forEach((name, provider) -> {
            if (provider.model().isPresent()) {
                models.put(name, provider);
            }
        });
    }

    /** All of them, in order; without {@value GenerationOptions#EXTRACTIVE}, which is always there. */
    public Map<String, ChatProvider> all() {
        return Collections.unmodifiableMap(models);
    }

    /** Their names, in order. */
    public Set<String> names() {
        return models.keySet();
    }

    public Optional<ChatProvider> named(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** What answers unless a question names another: a configured model, else the documents themselves. */
    public String standard() {
        return models.keySet().stream().findFirst().orElse(GenerationOptions.EXTRACTIVE);
    }
}
