package io.ragline.worker.index.qdrant;

import io.ragline.model.TextAnalysis;
import io.ragline.worker.index.Terms;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of a text as phrases are found by. They are cut here, by the analysis of the collection, and the server splits them at
 * the spaces only: its own tokenizers know less of languages, and would find other phrases than the embedded index does.
 */
final class WrittenWords {
    /** Some numbers are written with one that does not end them. */
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}\\x85\\p{Cc}]+");

    private WrittenWords() {}

    /** With one space between them; empty if there is none. */
    static String of(TextAnalysis analysis, String text) {
        return Terms.of(Terms.asWritten(analysis), text).stream()
                .map(word -> SPACE.matcher(word).replaceAll("_"))
                .collect(Collectors.joining(" "));
    }
}
