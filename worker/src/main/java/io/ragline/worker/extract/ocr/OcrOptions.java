package io.ragline.worker.extract.ocr;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to run Tesseract.
 *
 * @param command the program, by its full path
 * @param languages as Tesseract names them ({@code eng}), all installed, the most likely first
 * @param orientation whether pages that stand on their side or their head can be turned (its {@code osd} data)
 * @param time for one picture
 */
public record OcrOptions(Path command, List<String> languages, boolean orientation, Duration time) {
    private static final int ARGUMENTS = 4;

    public OcrOptions {
        Objects.requireNonNull(command);
        languages = List.copyOf(languages);
        if (languages.isEmpty() || !time.isPositive()) {
            throw new IllegalArgumentException(
                    "Text can't be recognised in the languages %s within %s".formatted(languages, time));
        }
    }

    /** The same, but with no more time than that for a picture. */
    public OcrOptions within(Duration most) {
        return time.compareTo(most) <= 0 ? this : new OcrOptions(command, languages, orientation, most);
    }

    /** As arguments of a process, for {@link #parse}; none for null. */
    public static List<String> arguments(@Nullable OcrOptions options) {
        return options == null
                ? List.of()
                : List.of(
                        options.command().toString(),
                        String.join("+", options.languages()),
                        Boolean.toString(options.orientation()),
                        options.time().toString());
    }

    /** What {@link #arguments} made; null for none. */
    public static @Nullable OcrOptions parse(List<String> arguments) {
        if (arguments.size() < ARGUMENTS) {
            return null;
        }
        return new OcrOptions(
                Path.of(arguments.get(0)),
                List.of(arguments.get(1).split("\\+")),
                Boolean.parseBoolean(arguments.get(2)),
                Duration.parse(arguments.get(3)));
    }
}
