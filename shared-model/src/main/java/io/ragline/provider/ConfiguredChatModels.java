package io.ragline.provider;

import io.ragline.model.GenerationOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The language models that are configured, by the names that callers choose them by; the standard one first. */
@ApplicationScoped
public class ConfiguredChatModels {
    private final Map<String, ConfiguredChatModel> models = new LinkedHashMap<>();

    /** @throws IllegalStateException if settings make no sense; the message names them */
    ConfiguredChatModels(ChatConfig config) {
        ConfiguredChatModel.all(config).forEach(model -> models.put(model.name(), model));
    }

    /** All of them, in order. */
    public Collection<ConfiguredChatModel> all() {
        return Collections.unmodifiableCollection(models.values());
    }

    /** Their names, in order; without {@value GenerationOptions#EXTRACTIVE}, which is always there. */
    public Set<String> names() {
        return models.keySet();
    }

    public Optional<ChatProvider> named(String name) {
        return Optional.ofNullable(models.get(name)).map(ConfiguredChatModel::provider);
    }

    /** What answers unless a question names another: the standard model, else the documents themselves. */
    public String standard() {
        return models.values().stream()
                .filter(ConfiguredChatModel::standard)
                .map(ConfiguredChatModel::name)
                .findFirst()
                .orElse(GenerationOptions.EXTRACTIVE);
    }
}
