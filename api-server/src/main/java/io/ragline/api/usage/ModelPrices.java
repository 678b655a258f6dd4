package io.ragline.api.usage;

import io.ragline.catalog.ModelPrice;
import io.ragline.provider.ChatProvider;
import io.ragline.provider.ConfiguredChatModels;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** What the configured models cost, as far as somebody has said so. */
@ApplicationScoped
class ModelPrices {
    private final ConfiguredChatModels models;

    ModelPrices(ConfiguredChatModels models) {
        this.models = models;
    }

    /** By the names that results carry: a price that is not given is nothing, if the other one is. */
    List<ModelPrice> all() {
        List<ModelPrice> prices = new ArrayList<>();
        models.all().forEach(configured -> {
            ChatProvider model = configured.provider();
            if (model.promptPrice().isPresent() || model.completionPrice().isPresent()) {
                prices.add(new ModelPrice(
                        configured.name(),
                        model.promptPrice().orElse(0),
                        model.completionPrice().orElse(0)));
            }
        });
        return prices;
    }
}
