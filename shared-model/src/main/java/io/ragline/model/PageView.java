package io.ragline.model;

import java.util.Objects;
import java.util.UUID;

/**
 * A page of a version of a document, as somebody wants to see it.
 *
 * @param versionId of which document's version
 * @param page counted from 1
 * @param dpi pixels for each inch
 * @param highlight what is marked
 */
public record PageView(UUID versionId, int page, int dpi, Highlight highlight) {
    public static final int MIN_DPI = 72;
    public static final int MAX_DPI = 300;
    public static final int DEFAULT_DPI = 150;

    public PageView {
        Objects.requireNonNull(versionId);
        Objects.requireNonNull(highlight);
        if (page < 1) {
            throw new IllegalArgumentException("Pages count from 1, not %d".formatted(page));
        }
        if (dpi < MIN_DPI || dpi > MAX_DPI) {
            throw new IllegalArgumentException("dpi must be %d to %d, not %d".formatted(MIN_DPI, MAX_DPI, dpi));
        }
    }

    /** The same page without any mark. */
    public PageView plain() {
        return new PageView(versionId, page, dpi, Highlight.NONE);
    }
}
