package io.ragline.worker.extract.opendocument;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** What styles say beyond looks: what is hidden, how lists are numbered, what is code. */
final class Styles extends DefaultHandler {
    private static final int MAX_STYLES = 100_000;

    private final Set<String> hidden = new HashSet<>();
    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, NumberFormat> formats = new HashMap<>();
    private String style = "";
    private String list = "";

    /** How a level of a list is numbered. */
    record NumberFormat(String format, String before, String behind, int start) {
        String of(int number) {
            return before + numeral(number) + behind;
        }

        private String numeral(int number) {
            return switch (format) {
                case "a" -> letter(number, 'a');
                case "A" -> letter(number, 'A');
                default -> Integer.toString(number);
            };
        }

        private static String letter(int number, char first) {
            return number < 1 || number > 26 ? Integer.toString(number) : Character.toString(first + number - 1);
        }
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "style" -> {
                style = Objects.requireNonNullElse(Attribute.of(attributes, "name"), "");
                String parent = Attribute.of(attributes, "parent-style-name");
                if (parent != null && parents.size() < MAX_STYLES) {
                    parents.put(style, parent);
                }
            }
            case "text-properties" -> hide("none".equals(Attribute.of(attributes, "display")));
            case "table-properties" -> hide("false".equals(Attribute.of(attributes, "display")));
            case "drawing-page-properties" -> hide("hidden".equals(Attribute.of(attributes, "visibility")));
            case "list-style" -> list = Objects.requireNonNullElse(Attribute.of(attributes, "name"), "");
            case "list-level-style-number" -> number(attributes);
            default -> {
                // looks
            }
        }
    }

    private void hide(boolean hides) {
        if (hides && hidden.size() < MAX_STYLES) {
            hidden.add(style);
        }
    }

    private void number(Attributes attributes) {
        String format = Attribute.of(attributes, "num-format");
        String level = Objects.requireNonNullElse(Attribute.of(attributes, "level"), "1");
        if (format != null && !format.isEmpty() && formats.size() < MAX_STYLES) {
            formats.put(
                    list + "/" + level,
                    new NumberFormat(
                            format,
                            Objects.requireNonNullElse(Attribute.of(attributes, "num-prefix"), ""),
                            Objects.requireNonNullElse(Attribute.of(attributes, "num-suffix"), ""),
                            Attribute.number(attributes, "start-value", 1)));
        }
    }

    boolean isHidden(@Nullable String name) {
        return name != null && hidden.contains(name);
    }

    boolean isCode(@Nullable String name) {
        String known = name == null ? "" : name + " " + parents.getOrDefault(name, "");
        return known.toLowerCase(Locale.ROOT).contains("preformatted");
    }

    boolean isTitle(@Nullable String name) {
        return name != null && (name.equals("Title") || "Title".equals(parents.get(name)));
    }

    /** Null for a level that isn't numbered. */
    @Nullable
    NumberFormat numbering(String listStyle, int level) {
        return formats.get(listStyle + "/" + level);
    }
}
