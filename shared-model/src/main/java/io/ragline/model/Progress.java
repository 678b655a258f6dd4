package io.ragline.model;

import java.util.Objects;

/**
 * How far a running job has come.
 *
 * @param stage what it is doing
 * @param done units of the stage that are done (pages, chunks)
 * @param total units of the stage in all; 0 while unknown
 * @param percent of the whole job, 0 to 100
 */
public record Progress(Stage stage, int done, int total, int percent) {
    public Progress {
        Objects.requireNonNull(stage);
        if (done < 0 || total < 0 || percent < 0 || percent > 100) {
            throw new IllegalArgumentException(
                    "Progress out of range: done %d, total %d, percent %d".formatted(done, total, percent));
        }
    }
}
