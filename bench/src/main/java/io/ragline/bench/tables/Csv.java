package io.ragline.bench.tables;

import java.util.ArrayList;
import java.util.List;

/** Reads CSV as RFC 4180 has it: commas, double quotes, line breaks inside quotes. */
final class Csv {
    private final List<Grid.Cell> cells = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private int row;
    private int column;

    private Csv() {}

    static Grid grid(String csv) {
        Csv reader = new Csv();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (quoted) {
                boolean escaped = c == '"' && i + 1 < csv.length() && csv.charAt(i + 1) == '"';
                quoted = c != '"' || escaped;
                i += escaped ? 1 : 0;
                if (quoted) {
                    reader.field.append(c);
                }
            } else {
                switch (c) {
                    case '"' -> quoted = true;
                    case ',' -> reader.endField();
                    case '\n' -> reader.endRow();
                    case '\r' -> {}
                    default -> reader.field.append(c);
                }
            }
        }
        reader.endField();
        return new Grid(reader.cells);
    }

    private void endField() {
        cells.add(new Grid.Cell(row, column++, 1, 1, field.toString()));
        field.setLength(0);
    }

    private void endRow() {
        endField();
        row++;
        column = 0;
    }
}
