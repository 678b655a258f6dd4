package io.ragline.worker.pages;

import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A character that is written as another in the HTML of tables, such as {@code &amp;}.
 *
 * @param character that it stands for
 * @param end offset behind it
 */
record HtmlEntity(int character, int end) {
    private static final Pattern ENTITY =
            Pattern.compile("&(?:(lt|gt|amp|quot|apos|nbsp)|#(\\d{1,7})|#[xX]([0-9a-fA-F]{1,6}));");

    /** The entity that begins there; a plain ampersand if none does. */
    static HtmlEntity at(String text, int offset) {
        Matcher entity = ENTITY.matcher(text).region(offset, text.length());
        if (!entity.lookingAt()) {
            return new HtmlEntity('&', offset + 1);
        }
        int character = character(entity);
        return new HtmlEntity(Character.isValidCodePoint(character) ? character : '&', entity.end());
    }

    private static int character(Matcher entity) {
        if (entity.group(2) != null) {
            return Integer.parseInt(entity.group(2));
        }
        if (entity.group(3) != null) {
            return Integer.parseInt(entity.group(3), 16);
        }
        return switch (Objects.requireNonNull(entity.group(1))) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            case "nbsp" -> '\u00a0';
            default -> '&';
        };
    }
}
