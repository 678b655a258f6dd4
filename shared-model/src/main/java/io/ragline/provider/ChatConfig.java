package io.ragline.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** The language models that write answers. With none configured, answers are sentences of the documents. */
@ConfigMapping(prefix = "ragline.chat")
public interface ChatConfig {

    /** The standard model, whose name is the model's own. */
    @WithParentName
    ChatProvider standard();

    /** Further models by the names that callers choose them by. */
    Map<String, ChatProvider> models();
}
