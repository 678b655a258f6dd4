package io.ragline.worker.extract.rtf;

import io.ragline.model.DocumentInfo;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.rtf.RtfGroup.Place;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Follows the control words of RTF and gathers the text between them. */
final class RtfText implements RtfTokens.Taker {
    private final PageWriter page;
    private final RtfParagraphs paragraphs;
    private final RtfStyles styles = new RtfStyles();
    private final RtfCharsets charsets = new RtfCharsets();
    private final RtfInfo info = new RtfInfo();
    private final Deque<RtfGroup> groups = new ArrayDeque<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private RtfGroup group = new RtfGroup();
    private int skip;
    private int objects;
    private boolean star;

    RtfText(PageWriter page) {
        this.page = page;
        this.paragraphs = new RtfParagraphs(page, styles);
    }

    DocumentInfo finish() {
        flush();
        paragraphs.finish();
        if (objects > 0) {
            page.warn(PageWarnings.attachmentSkipped(
                    page.number(), "(%d embedded)".formatted(objects), "objects within RTF are not read"));
        }
        return info.build();
    }

    @Override
    public void open() {
        flush();
        groups.push(group);
        group = group.inner();
        star = false;
    }

    @Override
    public void close() {
        flush();
        RtfGroup closed = group;
        if (!groups.isEmpty()) {
            group = groups.pop();
        }
        if (closed.place != group.place) {
            switch (closed.place) {
                case FOOTNOTE -> paragraphs.endNote();
                case COMMENT -> paragraphs.endComment();
                case STYLES -> styles.end();
                default -> {
                    // its text went where it belongs
                }
            }
        } else if (closed.place == Place.STYLES) {
            styles.end();
        } else if (closed.place == Place.INFO) {
            info.end(closed.value);
        }
        skip = 0;
    }

    @Override
    public void text(int character) {
        if (skip > 0) {
            skip--;
        } else if (group.isShown()) {
            bytes.write(character);
        }
    }

    @Override
    public void hexadecimal(int character) {
        text(character);
    }

    @Override
    public void symbol(char symbol) {
        switch (symbol) {
            case '*' -> star = true;
            case '~' -> characters("\u00a0");
            case '_' -> characters("-");
            case '-' -> flush(); // where a word may be parted
            case '\\', '{', '}' -> text(symbol);
            case '\r', '\n' -> word("par", null);
            default -> {
                // for indexes
            }
        }
    }

    /** Decodes what was gathered byte by byte. */
    private void flush() {
        if (bytes.size() > 0) {
            Charset charset = charsets.of(group.font);
            String text = bytes.toString(charset);
            bytes.reset();
            take(text);
        }
    }

    private void characters(String text) {
        flush();
        if (group.isShown()) {
            take(text);
        }
    }

    private void take(String text) {
        switch (group.place) {
            case TEXT -> paragraphs.text(text);
            case FOOTNOTE, COMMENT -> paragraphs.aside(text);
            case LIST_NUMBER -> paragraphs.number(text);
            case STYLES -> styles.text(text);
            case INFO -> info.text(text);
            case FONTS, NOWHERE -> {
                // names of fonts
            }
        }
    }

    @Override
    public void word(String word, @Nullable Integer number) {
        if (skip > 0 && !word.equals("u")) {
            skip--; // stands for one of the characters that a unicode character replaces
            if (!isStructure(word)) {
                return;
            }
        }
        flush();
        boolean unknownIsIgnored = star;
        star = false;
        if (place(word)) {
            return;
        }
        if (unknownIsIgnored && !word.equals("shpinst")) {
            group.place = Place.NOWHERE;
            return;
        }
        if (number != null && word.equals("u")) {
            unicode(number);
        } else if (group.place == Place.FONTS || group.place == Place.STYLES || group.place == Place.INFO) {
            definition(word, Objects.requireNonNullElse(number, 0));
        } else if (!character(word)) {
            format(word, number);
        }
    }

    private static boolean isStructure(String word) {
        return word.startsWith("par") || word.equals("cell") || word.equals("row");
    }

    /** Words that say where the text of their group goes. */
    private boolean place(String word) {
        Place place = RtfPlaces.of(word);
        objects += word.equals("objdata") ? 1 : 0;
        if (place == null || group.place == Place.NOWHERE) {
            return place != null;
        }
        if (place == Place.FOOTNOTE && group.place == Place.TEXT) {
            paragraphs.startNote();
        }
        group.place = place;
        return true;
    }

    private void unicode(int number) {
        int unit = number & 0xffff;
        if (group.isShown()) {
            take(Character.toString((char) unit));
        }
        skip = group.skippedAfterUnicode;
    }

    private void definition(String word, int number) {
        switch (group.place) {
            case FONTS -> {
                if (word.equals("f")) {
                    group.font = number;
                } else if (word.equals("fcharset")) {
                    charsets.font(group.font, number);
                }
            }
            case STYLES -> styles.word(word, number);
            case INFO -> {
                group.value = info.word(word, number, group.value);
            }
            default -> throw new IllegalStateException(group.place.toString());
        }
    }

    private boolean character(String word) {
        String text = RtfCharacters.of(word);
        if (text != null) {
            characters(text);
        }
        return text != null;
    }

    private void format(String word, @Nullable Integer number) {
        boolean on = number == null || number != 0;
        int value = Objects.requireNonNullElse(number, 0);
        switch (word) {
            case "ansicpg" -> charsets.document(value);
            case "mac" -> charsets.document(10_000);
            case "pc" -> charsets.document(437);
            case "pca" -> charsets.document(850);
            case "f" -> group.font = value;
            case "uc" -> group.skippedAfterUnicode = Math.max(0, value);
            case "v" -> group.hidden = on;
            case "deleted" -> group.deleted = on;
            case "plain" -> {
                group.hidden = false;
                group.deleted = false;
            }
            default -> {
                if (group.place == Place.TEXT) {
                    paragraphs.word(word, number);
                } else if (word.equals("par") && group.isShown()) {
                    take("\n");
                }
            }
        }
    }
}
