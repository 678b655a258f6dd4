package io.ragline.worker.extract.office;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Counts the items of a Word document's lists and writes their numbers as Word shows them. */
final class WordNumbering extends DefaultHandler {
    private static final int LEVELS = 9;
    private static final int MAX_LISTS = 20_000;

    private final Map<String, Level[]> definitions = new HashMap<>();
    private final Map<String, String> definitionOf = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> restarts = new HashMap<>();
    private final Map<String, int[]> counters = new HashMap<>();
    private @Nullable String definition;
    private @Nullable String list;
    private int level;

    private static final class Level {
        private String format = "decimal";
        private String text = "";
        private int start = 1;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        String value = Word.attribute(attributes, "val");
        switch (name) {
            case "abstractNum" -> define(attributes);
            case "num" -> list = Objects.requireNonNullElse(Word.attribute(attributes, "numId"), "");
            case "abstractNumId" -> {
                if (list != null && value != null && definitionOf.size() < MAX_LISTS) {
                    definitionOf.put(list, value);
                }
            }
            case "lvl", "lvlOverride" ->
                level = Math.clamp(Word.number(Word.attribute(attributes, "ilvl"), 0), 0, LEVELS - 1);
            case "startOverride" -> {
                if (list != null) {
                    restarts.computeIfAbsent(list, id -> new HashMap<>()).put(level, Word.number(value, 1));
                }
            }
            default -> describe(name, value);
        }
    }

    private void define(Attributes attributes) {
        definition = Objects.requireNonNullElse(Word.attribute(attributes, "abstractNumId"), "");
        Level[] levels = new Level[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            levels[i] = new Level();
        }
        if (definitions.size() < MAX_LISTS) {
            definitions.put(definition, levels);
        }
    }

    private void describe(String name, @Nullable String value) {
        Level[] levels = definition == null ? null : definitions.get(definition);
        if (levels == null || value == null) {
            return;
        }
        switch (name) {
            case "numFmt" -> levels[level].format = value;
            case "lvlText" -> levels[level].text = value;
            case "start" -> levels[level].start = Word.number(value, 1);
            default -> {
                // looks
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (name.equals("abstractNum")) {
            definition = null;
        } else if (name.equals("num")) {
            list = null;
        }
    }

    /** What stands before the next item of the list, such as {@code 2.1}; empty for a bullet. */
    String next(String listId, int itemLevel) {
        String defined = definitionOf.get(listId);
        Level[] levels = defined == null ? null : definitions.get(defined);
        if (levels == null) {
            return "";
        }
        int depth = Math.clamp(itemLevel, 0, LEVELS - 1);
        Map<Integer, Integer> starts = restarts.getOrDefault(listId, Map.of());
        int[] counts = counters.computeIfAbsent(starts.isEmpty() ? "#" + defined : listId, id -> new int[LEVELS]);
        for (int i = 0; i <= depth; i++) {
            int start = starts.getOrDefault(i, levels[i].start);
            if (counts[i] == 0) {
                counts[i] = start + 1; // one more than the number, so that 0 means not yet
            } else if (i == depth) {
                counts[i]++;
            }
        }
        for (int i = depth + 1; i < LEVELS; i++) {
            counts[i] = 0;
        }
        return marker(levels, depth, counts);
    }

    private static String marker(Level[] levels, int depth, int[] counts) {
        Level own = levels[depth];
        if (own.format.equals("bullet") || own.format.equals("none")) {
            return "";
        }
        String text = own.text;
        for (int i = 0; i <= depth; i++) {
            text = text.replace("%" + (i + 1), number(counts[i] - 1, levels[i].format));
        }
        return text.strip();
    }

    private static String number(int value, String format) {
        return switch (format) {
            case "lowerLetter" -> letters(value).toLowerCase(Locale.ROOT);
            case "upperLetter" -> letters(value);
            case "lowerRoman" -> roman(value).toLowerCase(Locale.ROOT);
            case "upperRoman" -> roman(value);
            case "decimalZero" -> value < 10 ? "0" + value : Integer.toString(value);
            default -> Integer.toString(value);
        };
    }

    /** A to Z, then AA, BB, … */
    private static String letters(int value) {
        return value < 1 || value > 1_000
                ? Integer.toString(value)
                : Character.toString('A' + (value - 1) % 26).repeat((value - 1) / 26 + 1);
    }

    private static String roman(int value) {
        if (value < 1 || value > 3_999) {
            return Integer.toString(value);
        }
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        String[] signs = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        StringBuilder roman = new StringBuilder();
        int rest = value;
        for (int i = 0; i < values.length; i++) {
            while (rest >= values[i]) {
                roman.append(signs[i]);
                rest -= values[i];
            }
        }
        return roman.toString();
    }
}
