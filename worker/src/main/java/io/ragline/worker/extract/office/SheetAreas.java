package io.ragline.worker.extract.office;

import io.ragline.worker.extract.page.MergedCells;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Which cells of a sheet are merged. It says so behind its rows, which is too late when they are handed on as they come: so
 * a sheet that merges cells is gone through once before.
 */
final class SheetAreas extends DefaultHandler {
    private static final byte[] MARK = "mergeCell".getBytes(StandardCharsets.US_ASCII);
    private static final int BUFFER = 64 * 1_024;

    private final MergedCells merged = new MergedCells();

    private SheetAreas() {}

    static MergedCells of(OfficePackage office, String sheet) throws IOException {
        SheetAreas areas = new SheetAreas();
        try (InputStream in = office.open(sheet)) {
            if (in != null && mentions(in)) {
                office.parse(sheet, areas);
            }
        }
        return areas.merged;
    }

    private static boolean mentions(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int matched = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            for (int i = 0; i < n; i++) {
                matched = buffer[i] == MARK[matched] ? matched + 1 : buffer[i] == MARK[0] ? 1 : 0;
                if (matched == MARK.length) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        String area = name.equals("mergeCell") ? attributes.getValue("ref") : null;
        int colon = area == null ? -1 : area.indexOf(':');
        if (area != null && colon > 0) {
            CellPlace first = CellPlace.of(area.substring(0, colon));
            CellPlace last = CellPlace.of(area.substring(colon + 1));
            if (first != null && last != null) {
                merged.add(first.row(), last.row(), first.column(), last.column());
            }
        }
    }
}
