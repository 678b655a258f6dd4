package io.ragline.worker.extract.page;

import io.ragline.model.DocumentInfo;
import io.ragline.model.DocumentInfo.OutlineEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gathers what a document says about itself; the first word on a matter counts, what isn't as it should be doesn't. */
public final class InfoBuilder {
    private static final int LONGEST = 1_000;
    /** What programs write when they don't know. */
    private static final Instant ZERO_OF_WINDOWS = Instant.parse("1602-01-01T00:00:00Z");

    private static final int MOST_LINES = 10_000;

    private @Nullable String title;
    private @Nullable String author;
    private @Nullable String language;
    private @Nullable Instant created;
    private final List<OutlineEntry> outline = new ArrayList<>();

    public InfoBuilder title(@Nullable String text) {
        title = title == null ? clean(text) : title;
        return this;
    }

    public InfoBuilder author(@Nullable String text) {
        author = author == null ? clean(text) : author;
        return this;
    }

    /** @param tag as in {@code en-GB}; {@code en_GB} is taken too */
    public InfoBuilder language(@Nullable String tag) {
        String clean = clean(tag);
        if (language == null && clean != null) {
            String known = Locale.forLanguageTag(clean.replace('_', '-')).toLanguageTag();
            language = known.equals("und") ? null : known;
        }
        return this;
    }

    public InfoBuilder created(@Nullable Instant when) {
        boolean known = when != null && when.isAfter(ZERO_OF_WINDOWS);
        created = created == null && known ? when : created;
        return this;
    }

    /** @param when in one of the forms of ISO 8601; without a zone it is taken as UTC */
    public InfoBuilder created(@Nullable String when) {
        String clean = clean(when);
        return clean == null ? this : created(instant(clean));
    }

    private static @Nullable Instant instant(String when) {
        try {
            if (when.length() <= 10) {
                String date = when.length() == 4 ? when + "-01-01" : when.length() == 7 ? when + "-01" : when;
                return LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return when.matches(".*T.*(?:Z|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(when).toInstant()
                    : LocalDateTime.parse(when).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = CleanText.line(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        return clean.isEmpty() ? null : clean;
    }

    /** Adds a line to its table of contents; far too many are left out. */
    public InfoBuilder outline(int level, String text, @Nullable Integer page) {
        String clean = clean(text);
        if (clean != null && outline.size() < MOST_LINES) {
            outline.add(new OutlineEntry(Math.max(1, level), clean, page));
        }
        return this;
    }

    public DocumentInfo build() {
        return new DocumentInfo(title, author, language, created, outline);
    }
}
