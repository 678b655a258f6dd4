package io.ragline.worker.chat;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language models that are configured. */
public final class ChatModels implements AutoCloseable {
    private final Map<String, ChatModel> models = new LinkedHashMap<>();
    private final @Nullable ChatModel standard;

    /** The first is the standard one. */
    public ChatModels(List<ChatModel> models) {
        this(models.isEmpty() ? null : models.getFirst(), models);
    }

    /**
     * @param standard which answers where none is asked for; null if none does
     * @param models all of them
     */
    public ChatModels(@Nullable ChatModel standard, Collection<ChatModel> models) {
        this.standard = standard;
        models.forEach(model -> this.models.put(model.name(), model));
    }

    /** The model of that name; for null the standard one, if any is configured. */
    public Optional<ChatModel> named(@Nullable String name) {
        return Optional.ofNullable(name == null ? standard : models.get(name));
    }

    @Override
    public void close() throws Exception {
        for (ChatModel model : models.values()) {
            if (model instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
