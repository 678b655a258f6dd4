package io.ragline.worker.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language models that are configured; the first is the standard one. */
public final class ChatModels {
    private final Map<String, ChatModel> models = new LinkedHashMap<>();

    public ChatModels(List<ChatModel> models) {
        models.forEach(model -> this.models.put(model.name(), model));
    }

    /** The model of that name; for null the standard one, if any is configured. */
    public Optional<ChatModel> named(@Nullable String name) {
        return name == null ? models.values().stream().findFirst() : Optional.ofNullable(models.get(name));
    }
}
