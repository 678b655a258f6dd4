package io.ragline.worker.extract.rtf;

import io.ragline.model.DocumentInfo;
import io.ragline.worker.extract.page.InfoBuilder;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** What an RTF text says about itself. */
final class RtfInfo {
    private static final int LONGEST = 1_000;

    private final InfoBuilder info = new InfoBuilder();
    private final StringBuilder text = new StringBuilder();
    private int year;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;

    void text(String more) {
        text.append(more, 0, Math.min(more.length(), Math.max(0, LONGEST - text.length())));
    }

    /** Returns what the text that follows is. */
    String word(String word, int number, String value) {
        switch (word) {
            case "yr" -> year = number;
            case "mo" -> month = number;
            case "dy" -> day = number;
            case "hr" -> hour = number;
            case "min" -> minute = number;
            default -> {
                return word;
            }
        }
        return value;
    }

    void end(String value) {
        switch (value) {
            case "title" -> info.title(text.toString());
            case "author" -> info.author(text.toString());
            case "creatim" -> created();
            default -> {
                // what people don't ask for
            }
        }
        text.setLength(0);
    }

    private void created() {
        try {
            if (year > 1900) {
                info.created(LocalDateTime.of(year, month, day, hour, minute).toInstant(ZoneOffset.UTC));
            }
        } catch (DateTimeException e) {
            year = 0; // no day of any calendar
        }
    }

    DocumentInfo build() {
        return info.build();
    }
}
