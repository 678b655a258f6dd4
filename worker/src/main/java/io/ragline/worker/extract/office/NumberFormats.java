package io.ragline.worker.extract.office;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Writes the numbers of a workbook as its styles have them shown: dates, percents, currencies. */
final class NumberFormats extends DefaultHandler {
    private static final int MAX_FORMATS = 100_000;
    private static final int LONGEST_FORMAT = 255;
    private static final int GENERAL = 0;
    private static final Pattern PLAIN = Pattern.compile("-?\\d+(?:\\.\\d*[1-9])?");
    /** A longer number is rounded to fit. */
    private static final int LONGEST_GENERAL = 11;

    private final DataFormatter formatter = new DataFormatter(Locale.ROOT);
    private final Map<Integer, String> codes = new HashMap<>();
    private final List<Integer> formatOfStyle = new ArrayList<>();
    private final boolean from1904;
    private boolean inCellStyles;

    NumberFormats(boolean from1904) {
        this.from1904 = from1904;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        switch (name) {
            case "numFmt" -> {
                String code = Objects.requireNonNullElse(attributes.getValue("formatCode"), "General");
                if (codes.size() < MAX_FORMATS && code.length() <= LONGEST_FORMAT) {
                    codes.put(Word.number(attributes.getValue("numFmtId"), 0), code);
                }
            }
            case "cellXfs" -> inCellStyles = true;
            case "xf" -> {
                if (inCellStyles && formatOfStyle.size() < MAX_FORMATS) {
                    formatOfStyle.add(Word.number(attributes.getValue("numFmtId"), 0));
                }
            }
            default -> {
                // looks
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (name.equals("cellXfs")) {
            inCellStyles = false;
        }
    }

    /** As shown; as it stands in the file if it is no number, or its format can't be followed. */
    String format(String number, int style) {
        int format = style >= 0 && style < formatOfStyle.size() ? formatOfStyle.get(style) : GENERAL;
        if (format == GENERAL
                && number.length() <= LONGEST_GENERAL
                && PLAIN.matcher(number).matches()) {
            return number; // as nearly all are, and following a format takes far longer
        }
        try {
            return formatter.formatRawCellContents(Double.parseDouble(number), format, code(format), from1904);
        } catch (IllegalArgumentException | ArithmeticException e) {
            return number;
        }
    }

    private String code(int format) {
        String code = codes.get(format);
        boolean builtIn = format >= 0 && format < BuiltinFormats.getAll().length;
        return code != null ? code : builtIn ? BuiltinFormats.getBuiltinFormat(format) : "General";
    }
}
