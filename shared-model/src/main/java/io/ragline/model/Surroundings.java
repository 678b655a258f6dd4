package io.ragline.model;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is around a passage.
 *
 * @param before the text before it in the document; null if it wasn't asked for, or there is none
 * @param after the text behind it, likewise
 * @param repeats where (nearly) the same is said, too
 */
public record Surroundings(
        @Nullable String before, @Nullable String after, List<Repeat> repeats) {
    public static final Surroundings NONE = new Surroundings(null, null, List.of());

    public Surroundings {
        repeats = List.copyOf(repeats);
    }

    /**
     * A place that says (nearly) the same.
     *
     * @param page on which it starts, counted from 1
     */
    public record Repeat(UUID documentId, String filename, int page) {
        public Repeat {
            Objects.requireNonNull(documentId);
            Objects.requireNonNull(filename);
        }
    }

    public Surroundings between(@Nullable String textBefore, @Nullable String textAfter) {
        return new Surroundings(textBefore, textAfter, repeats);
    }

    public Surroundings repeated(List<Repeat> elsewhere) {
        return new Surroundings(before, after, elsewhere);
    }
}
