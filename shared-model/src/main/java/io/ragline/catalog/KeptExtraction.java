package io.ragline.catalog;

import java.util.Objects;

/**
 * What was read from a version.
 *
 * @param sha256 of the blob that holds the pages
 * @param pages how many
 * @param characters of text on them
 * @param warnings a JSON array of {@link io.ragline.model.PageWarning}
 * @param info a JSON object, {@link io.ragline.model.DocumentInfo}
 */
public record KeptExtraction(String sha256, int pages, long characters, String warnings, String info) {
    public KeptExtraction {
        Objects.requireNonNull(sha256);
        Objects.requireNonNull(warnings);
        Objects.requireNonNull(info);
    }
}
