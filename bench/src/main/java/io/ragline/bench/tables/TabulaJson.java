package io.ragline.bench.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables as Tabula writes them: page, area and rows of cells. It has no spans; a cell without a place fills in. */
final class TabulaJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TabulaJson() {}

    static List<Part> read(Path file) throws IOException {
        JsonNode root = JSON.readTree(file.toFile());
        List<Part> parts = new ArrayList<>();
        for (JsonNode table : root.isArray() ? root : List.of(root)) {
            double left = table.path("left").asDouble();
            double top = table.path("top").asDouble();
            Area area = new Area(
                    left,
                    top,
                    left + table.path("width").asDouble(),
                    top + table.path("height").asDouble(),
                    false);
            parts.add(new Part(table.path("page_number").asInt(), area, grid(table.path("data"))));
        }
        return parts;
    }

    private static Grid grid(JsonNode rows) {
        List<Grid.Cell> cells = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                cells.add(new Grid.Cell(
                        r, c, 1, 1, rows.get(r).get(c).path("text").asText()));
            }
        }
        return new Grid(cells);
    }
}
