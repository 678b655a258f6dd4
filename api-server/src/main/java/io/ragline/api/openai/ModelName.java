package io.ragline.api.openai;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model's name means here: collections, parted by commas, and behind a slash the language model that answers from
 * them, which may have slashes in its own name.
 *
 * @param collections at least one
 * @param model null for the standard one
 */
record ModelName(List<String> collections, @Nullable String model) {
    static ModelName of(String name) {
        int slash = name.indexOf('/');
        String collections = slash < 0 ? name : name.substring(0, slash);
        return new ModelName(
                Arrays.stream(collections.split(",", -1)).map(String::strip).toList(),
                slash < 0 ? null : name.substring(slash + 1));
    }
}
