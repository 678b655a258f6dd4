package io.ragline.worker.extract.office;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The sheets of a workbook, in order. */
final class Workbook extends DefaultHandler {
    private final List<Sheet> sheets = new ArrayList<>();
    private boolean from1904;

    /** @param id of the relationship that leads to its part */
    record Sheet(String name, String id, boolean hidden) {}

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (name.equals("sheet")) {
            String state = attributes.getValue("state");
            sheets.add(new Sheet(
                    Objects.requireNonNullElse(attributes.getValue("name"), ""),
                    PptxExtractor.relationshipId(attributes),
                    state != null && !state.equals("visible")));
        } else if (name.equals("workbookPr")) {
            String date1904 = attributes.getValue("date1904");
            from1904 = date1904 != null && Word.isOn(date1904);
        }
    }

    List<Sheet> sheets() {
        return sheets;
    }

    /** Whether its days count from 1904, as on old Macs, instead of 1900. */
    boolean from1904() {
        return from1904;
    }
}
