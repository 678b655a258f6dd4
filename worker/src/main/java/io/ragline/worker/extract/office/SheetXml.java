package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.MergedCells;
import io.ragline.worker.extract.page.SheetWriter;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The rows of a sheet, as they come. */
final class SheetXml extends DefaultHandler {
    private static final int LONGEST_CELL = 64 * 1_024;
    private static final int MAX_COLUMNS = 1 << 14;

    private final SharedStrings strings;
    private final NumberFormats formats;
    private final Map<String, String> comments;
    private final MergedCells merged;
    private final SheetWriter rows;
    private final TreeMap<Integer, String> row = new TreeMap<>();
    private final StringBuilder value = new StringBuilder();
    private String type = "";
    private String reference = "";
    private int style;
    private int rowIndex = -1;
    private int column = -1;
    private boolean inValue;
    private int phonetic;

    SheetXml(
            SharedStrings strings,
            NumberFormats formats,
            Map<String, String> comments,
            MergedCells merged,
            SheetWriter rows) {
        this.strings = strings;
        this.formats = formats;
        this.comments = comments;
        this.merged = merged;
        this.rows = rows;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "row" -> {
                rowIndex = Math.max(rowIndex + 1, Word.number(attributes.getValue("r"), 0) - 1);
                column = -1;
            }
            case "c" -> startCell(attributes);
            case "v" -> inValue = true;
            case "t" -> inValue = type.equals("inlineStr");
            case "rPh" -> phonetic++;
            default -> {
                // looks
            }
        }
    }

    private void startCell(Attributes attributes) {
        reference = Objects.requireNonNullElse(attributes.getValue("r"), "");
        CellPlace place = CellPlace.of(reference);
        column = place == null ? column + 1 : place.column();
        type = Objects.requireNonNullElse(attributes.getValue("t"), "n");
        style = Word.number(attributes.getValue("s"), 0);
        value.setLength(0);
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inValue && phonetic == 0) {
            value.append(characters, from, Math.min(length, Math.max(0, LONGEST_CELL - value.length())));
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        switch (name) {
            case "v", "t" -> inValue = false;
            case "rPh" -> phonetic--;
            case "c" -> endCell();
            case "row" -> {
                rows.row(rowIndex, merged.row(rowIndex, row));
                row.clear();
            }
            default -> {
                // looks
            }
        }
    }

    private void endCell() {
        String text = shown();
        String comment = comments.remove(reference);
        if (comment != null) {
            text = text.isEmpty() ? "Comment: " + comment : text + "\nComment: " + comment;
        }
        if (!text.isBlank() && column < MAX_COLUMNS) {
            row.put(column, text);
        }
    }

    private String shown() {
        String raw = value.toString();
        return switch (type) {
            case "s" -> strings.get(Word.number(raw, -1));
            case "b" -> raw.equals("1") ? "TRUE" : raw.equals("0") ? "FALSE" : raw;
            case "n" -> raw.isEmpty() ? "" : formats.format(raw, style);
            default -> raw; // text, an error such as #N/A, or a date in words
        };
    }
}
