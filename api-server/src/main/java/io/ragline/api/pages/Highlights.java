package io.ragline.api.pages;

import io.ragline.api.http.BadFieldException;
import io.ragline.model.Box;
import io.ragline.model.Highlight;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands what callers want to have marked: four numbers separated by commas are a place, all else is a quote. */
final class Highlights {
    static final int MAX = 50;
    static final int MAX_QUOTE = 4000;

    private static final String FIELD = "highlight";
    private static final String NUMBER = "\\s*([-+]?\\d{1,6}(?:\\.\\d{1,12})?(?:[eE][-+]?\\d{1,2})?)\\s*";
    private static final Pattern BOX = Pattern.compile(String.join(",", NUMBER, NUMBER, NUMBER, NUMBER));

    private Highlights() {}

    /** @throws BadFieldException if there is too much, or a place can't be one */
    static Highlight of(@Nullable List<String> given) {
        if (given == null || given.isEmpty()) {
            return Highlight.NONE;
        }
        if (given.size() > MAX) {
            throw new BadFieldException(FIELD, "Up to %d highlights, not %d.".formatted(MAX, given.size()));
        }
        List<Box> boxes = new ArrayList<>();
        List<String> quotes = new ArrayList<>();
        for (String each : given) {
            Matcher box = BOX.matcher(each);
            if (box.matches()) {
                boxes.add(box(box));
            } else {
                quotes.add(quote(each));
            }
        }
        return new Highlight(boxes, quotes);
    }

    private static Box box(Matcher box) {
        float width = Float.parseFloat(box.group(3));
        float height = Float.parseFloat(box.group(4));
        if (!(width > 0) || !(height > 0)) {
            throw new BadFieldException(
                    FIELD, "A place is x,y,width,height in points; '%s' has nothing in it.".formatted(box.group()));
        }
        return new Box(Float.parseFloat(box.group(1)), Float.parseFloat(box.group(2)), width, height);
    }

    private static String quote(String given) {
        // PostgreSQL can't keep control characters
        String quote = given.replaceAll("\\p{Cntrl}", " ").strip();
        if (quote.isEmpty()) {
            throw new BadFieldException(FIELD, "A highlight is empty: give a quote, or x,y,width,height in points.");
        }
        if (quote.length() > MAX_QUOTE) {
            throw new BadFieldException(
                    FIELD, "A quote has up to %,d characters, not %,d.".formatted(MAX_QUOTE, quote.length()));
        }
        return quote;
    }
}
