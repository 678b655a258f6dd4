package io.ragline.worker.extract.office;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What the styles of a Word document say of paragraphs, by style id. */
final class WordStyles extends DefaultHandler {
    private static final Pattern HEADING = Pattern.compile("heading ([1-9])");
    private static final int MAX_PARENTS = 20;
    private static final int MAX_STYLES = 20_000;
    private static final int BODY_TEXT = 9;

    private final Map<String, Style> styles = new HashMap<>();
    private @Nullable Style open;

    private static final class Style {
        private @Nullable String parent;
        private String name = "";
        private @Nullable Integer outline;
        private @Nullable String numbering;
        private int numberingLevel;
    }

    /** A list that a style belongs to. */
    record ListLevel(String numbering, int level) {}

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (name.equals("style") && styles.size() < MAX_STYLES) {
            open = new Style();
            styles.put(Objects.requireNonNullElse(Word.attribute(attributes, "styleId"), ""), open);
        }
        String value = Word.attribute(attributes, "val");
        if (open == null || value == null) {
            return;
        }
        switch (name) {
            case "name" -> open.name = value.toLowerCase(Locale.ROOT);
            case "basedOn" -> open.parent = value;
            case "outlineLvl" -> open.outline = Word.number(value, BODY_TEXT);
            case "numId" -> open.numbering = value;
            case "ilvl" -> open.numberingLevel = Word.number(value, 0);
            default -> {
                // looks
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (name.equals("style")) {
            open = null;
        }
    }

    /** The level of the heading that paragraphs of this style are, from 1; 0 if they are none. */
    int headingLevel(String id) {
        Style style = styles.get(id);
        for (int i = 0; style != null && i < MAX_PARENTS; i++) {
            if (style.outline != null) {
                return style.outline < BODY_TEXT ? style.outline + 1 : 0;
            }
            Matcher heading = HEADING.matcher(style.name);
            if (heading.matches()) {
                return Integer.parseInt(heading.group(1));
            }
            if (style.name.equals("title")) {
                return 1;
            }
            style = parent(style);
        }
        return 0;
    }

    boolean isCode(String id) {
        Style style = styles.get(id);
        for (int i = 0; style != null && i < MAX_PARENTS; i++) {
            if (style.name.equals("html preformatted")
                    || style.name.contains("source code")
                    || style.name.equals("code")
                    || style.name.equals("macro")) {
                return true;
            }
            style = parent(style);
        }
        return false;
    }

    @Nullable
    ListLevel list(String id) {
        Style style = styles.get(id);
        for (int i = 0; style != null && i < MAX_PARENTS; i++) {
            if (style.numbering != null) {
                return new ListLevel(style.numbering, style.numberingLevel);
            }
            style = parent(style);
        }
        return null;
    }

    private @Nullable Style parent(Style style) {
        return style.parent == null ? null : styles.get(style.parent);
    }
}
