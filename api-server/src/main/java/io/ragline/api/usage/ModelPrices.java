package io.ragline.api.usage;

import io.ragline.catalog.ModelPrice;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ChatProvider;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the configured models cost, as far as somebody has said so. */
@ApplicationScoped
class ModelPrices {
    private final ChatConfig config;

    ModelPrices(ChatConfig config) {
        this.config = config;
    }

    /** By the names that results carry: a price that is not given is nothing, if the other one is. */
    List<ModelPrice> all() {
        Map<String, ChatProvider> models = new LinkedHashMap<>(config.models());
        config.standard().model().ifPresent(name -> models.put(name, config.standard()));
        List<ModelPrice> prices = new ArrayList<>();
        models.forEach((name, model) -> {
            if (model.promptPrice().isPresent() || model.completionPrice().isPresent()) {
                prices.add(new ModelPrice(
                        name,
                        model.promptPrice().orElse(0),
                        model.completionPrice().orElse(0)));
            }
        });
        return prices;
    }
}
