package io.ragline.worker.extract.pdf.info;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as documents give them, made usable: short, on one line, none that say nothing. */
final class PlainValues {
    /** Of a title or a name; what is longer is cut. */
    static final int MAX_LENGTH = 500;

    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    /** What programs put in when nobody gave a title: their own name with the file's, or the file's alone. */
    private static final Pattern NO_TITLE = Pattern.compile(
            "(?:untitled|unbenannt|sans titre|document|slide|powerpoint presentation)\\s*\\d*"
                    + "|microsoft (?:word|excel|powerpoint) - .*"
                    + "|\\S*\\.(?:docx?|dotx?|odt|rtf|txt|tex|dvi|pdf|indd|qxd|qxp|pptx?|xlsx?|html?|pmd|p65|cdr|ai|eps|ps|fm)",
            Pattern.CASE_INSENSITIVE);

    private PlainValues() {}

    static Optional<String> text(@Nullable String raw) {
        if (raw == null) {
            return Optional.empty();
        }
        String start = raw.length() > 4 * MAX_LENGTH ? raw.substring(0, 4 * MAX_LENGTH) : raw;
        String line = start.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cs}\\uFEFF\\uFFFE\\uFFFF\\s\\p{Z}]+", " ")
                .strip();
        if (line.codePoints().noneMatch(Character::isLetterOrDigit)) {
            return Optional.empty();
        }
        int end = Math.min(line.length(), MAX_LENGTH);
        return Optional.of(line.substring(0, end).strip());
    }

    static Optional<String> title(@Nullable String raw) {
        return text(raw).filter(title -> !NO_TITLE.matcher(title).matches());
    }

    /** A well-formed BCP 47 tag. */
    static Optional<String> language(@Nullable String raw) {
        return text(raw)
                .map(tag -> Locale.forLanguageTag(tag.replace('_', '-')).toLanguageTag())
                .filter(tag -> !tag.equals("und"));
    }

    /** A date within which documents are written; a broken one is no date. */
    static Optional<Instant> plausible(Instant date) {
        return date.isAfter(EARLIEST) && date.isBefore(LATEST) ? Optional.of(date) : Optional.empty();
    }
}
