package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.SheetWriter;
import java.util.List;
import java.util.TreeMap;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;

/** The rows of the sheets of an XLS, as they come. */
final class SheetRecords implements HSSFListener {
    private final SheetOverview overview;
    private final PageWriter page;
    private final TreeMap<Integer, String> row = new TreeMap<>();
    private @Nullable FormatTrackingHSSFListener formats;
    private @Nullable SSTRecord strings;
    private SheetOverview.@Nullable Sheet sheet;
    private @Nullable SheetWriter rows;
    private @Nullable FormulaRecord textFormula;
    private boolean started;
    private int depth;
    private int sheetCount;
    private int rowIndex;

    SheetRecords(SheetOverview overview, PageWriter page) {
        this.overview = overview;
        this.page = page;
    }

    /** Knows the formats that went by; it hands on the records too. */
    void formatBy(FormatTrackingHSSFListener listener) {
        formats = listener;
    }

    @Override
    public void processRecord(Record record) {
        switch (record) {
            case BOFRecord begin -> {
                depth++;
                if (depth == 1 && started) {
                    beginSheet();
                }
                started = true;
            }
            case EOFRecord end -> {
                depth--;
                if (depth == 0) {
                    endSheet();
                }
            }
            case SSTRecord all -> strings = all;
            default -> {
                if (depth == 1 && rows != null) {
                    value(record);
                }
            }
        }
    }

    private void beginSheet() {
        List<BoundSheetRecord> bounds = overview.bounds();
        BoundSheetRecord bound = sheetCount < bounds.size() ? bounds.get(sheetCount) : null;
        sheet = overview.sheets().get(sheetCount);
        sheetCount++;
        String name = bound == null ? "Sheet " + sheetCount : bound.getSheetname();
        page.start(name);
        if (bound != null && (bound.isHidden() || bound.isVeryHidden())) {
            page.warn(PageWarnings.hidden(page.number(), "Sheet " + name));
        } else {
            rows = new SheetWriter(page);
        }
    }

    private void endSheet() {
        if (rows != null) {
            endRow();
            rows.finish();
            rows = null;
        }
    }

    private void value(Record record) {
        switch (record) {
            case LabelSSTRecord text ->
                put(
                        text,
                        strings == null
                                ? ""
                                : strings.getString(text.getSSTIndex()).getString());
            case LabelRecord text -> put(text, text.getValue());
            case NumberRecord number -> put(number, formatted(number));
            case BoolErrRecord other -> put(other, shown(other));
            case FormulaRecord formula -> formula(formula);
            case StringRecord text -> {
                if (textFormula != null) {
                    put(textFormula, text.getString());
                }
            }
            default -> {
                // looks
            }
        }
    }

    private static String shown(BoolErrRecord value) {
        if (value.isBoolean()) {
            return value.getBooleanValue() ? "TRUE" : "FALSE";
        }
        return error(value.getErrorValue());
    }

    private static String error(int code) {
        return FormulaError.isValidCode(code) ? FormulaError.forInt(code).getString() : "";
    }

    private void formula(FormulaRecord formula) {
        CellType type = formula.getCachedResultTypeEnum();
        textFormula = type == CellType.STRING ? formula : null;
        switch (type) {
            case NUMERIC -> put(formula, formatted(formula));
            case BOOLEAN -> put(formula, formula.getCachedBooleanValue() ? "TRUE" : "FALSE");
            case ERROR -> put(formula, error(formula.getCachedErrorValue()));
            default -> {
                // its text comes next
            }
        }
    }

    private String formatted(CellValueRecordInterface number) {
        return formats == null ? "" : formats.formatNumberDateCell(number);
    }

    private void put(CellValueRecordInterface cell, String text) {
        if (cell.getRow() != rowIndex) {
            endRow();
            rowIndex = cell.getRow();
        }
        String comment = sheet == null ? null : sheet.comment(cell.getRow(), cell.getColumn());
        String all = comment == null ? text : text + "\nComment: " + comment;
        if (!all.isBlank()) {
            row.put((int) cell.getColumn(), all);
        }
    }

    private void endRow() {
        if (!row.isEmpty() && rows != null && sheet != null) {
            rows.row(rowIndex, sheet.merged().row(rowIndex, row));
        }
        row.clear();
        rowIndex = 0;
    }
}
