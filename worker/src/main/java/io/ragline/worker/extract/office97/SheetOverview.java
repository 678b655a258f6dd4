package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.page.MergedCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CommonObjectDataSubRecord;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NoteRecord;
import org.apache.poi.hssf.record.ObjRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SubRecord;
import org.apache.poi.hssf.record.TextObjectRecord;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** What must be known of the sheets of an XLS before their rows come: names, merged cells, comments. */
final class SheetOverview implements HSSFListener {
    private static final int MOST_TEXT = 4 << 20;

    private final List<BoundSheetRecord> bounds = new ArrayList<>();
    private final List<Sheet> sheets = new ArrayList<>();
    private final Map<Integer, String> texts = new HashMap<>();
    private boolean started;
    private int depth;
    private int object = -1;
    private int held;

    /** What is known of one. */
    static final class Sheet {
        private final MergedCells merged = new MergedCells();
        private final Map<Long, String> comments = new HashMap<>();

        MergedCells merged() {
            return merged;
        }

        /** Of the cell, if there is one; it is told once. */
        @Nullable
        String comment(int row, int column) {
            return comments.remove(key(row, column));
        }

        private static long key(int row, int column) {
            return ((long) row << 16) + column;
        }
    }

    @Override
    public void processRecord(Record record) {
        switch (record) {
            case BoundSheetRecord bound -> bounds.add(bound);
            case BOFRecord begin -> begin();
            case EOFRecord end -> depth--;
            default -> {
                if (!sheets.isEmpty() && depth > 0) {
                    inSheet(record, sheets.getLast());
                }
            }
        }
    }

    /** The workbook itself comes first; charts begin and end within their sheets. */
    private void begin() {
        depth++;
        if (depth == 1 && started) {
            sheets.add(new Sheet());
            texts.clear();
        }
        started = true;
    }

    private void inSheet(Record record, Sheet sheet) {
        switch (record) {
            case MergeCellsRecord merged -> {
                for (int i = 0; i < merged.getNumAreas(); i++) {
                    CellRangeAddress area = merged.getAreaAt(i);
                    sheet.merged.add(
                            area.getFirstRow(), area.getLastRow(), area.getFirstColumn(), area.getLastColumn());
                }
            }
            case ObjRecord shape -> {
                for (SubRecord part : shape.getSubRecords()) {
                    if (part instanceof CommonObjectDataSubRecord data) {
                        object = data.getObjectId();
                    }
                }
            }
            case TextObjectRecord text -> {
                String said = text.getStr() == null ? "" : text.getStr().getString();
                held += said.length();
                if (held < MOST_TEXT) {
                    texts.put(object, said);
                }
            }
            case NoteRecord note -> {
                String text = texts.remove(note.getShapeId());
                if (text != null) {
                    sheet.comments.put(Sheet.key(note.getRow(), note.getColumn()), text);
                }
            }
            default -> {
                // looks
            }
        }
    }

    /** In order of appearance. */
    List<Sheet> sheets() {
        return sheets;
    }

    /** Names of the sheets in the same order. */
    List<BoundSheetRecord> bounds() {
        return List.of(BoundSheetRecord.orderByBofPosition(bounds));
    }
}
