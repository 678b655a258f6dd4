package io.ragline.catalog;

import java.util.Objects;

/**
 * What a model costs, in whatever currency.
 *
 * @param model its name, as results have it
 * @param prompt of a million tokens read
 * @param completion of a million tokens written
 */
public record ModelPrice(String model, double prompt, double completion) {
    public ModelPrice {
        Objects.requireNonNull(model);
    }
}
