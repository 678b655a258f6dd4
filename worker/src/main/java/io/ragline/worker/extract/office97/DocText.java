package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.container.Damage;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.converter.AbstractWordUtils;
import org.apache.poi.hwpf.model.StyleDescription;
import org.apache.poi.hwpf.usermodel.Notes;
import org.apache.poi.hwpf.usermodel.Paragraph;
import org.apache.poi.hwpf.usermodel.Range;
import org.apache.poi.hwpf.usermodel.Table;

/** The text of a DOC. */
final class DocText {
    private static final int BODY_TEXT = 9;

    private final HWPFDocument document;
    private final PageWriter page;
    private final Map<Integer, String> notes = new HashMap<>();
    private final AbstractWordUtils.NumberingState numbering = new AbstractWordUtils.NumberingState();
    private int noteCount;

    DocText(HWPFDocument document, PageWriter page) {
        this.document = document;
        this.page = page;
    }

    void write() {
        notes(document.getFootnotes(), document.getFootnoteRange());
        notes(document.getEndnotes(), document.getEndnoteRange());
        Range text = document.getRange();
        int count = text.numParagraphs();
        for (int i = 0; i < count; i++) {
            Paragraph paragraph = text.getParagraph(i);
            if (paragraph.isInTable()) {
                Table table = text.getTable(paragraph);
                new DocTable(this).write(table, page.table());
                i += Math.max(0, table.numParagraphs() - 1);
            } else {
                paragraph(paragraph);
            }
        }
        more(document.getMainTextboxRange(), "", "The text boxes");
        more(document.getCommentsRange(), "Comment: ", "The comments");
    }

    private void notes(Notes anchors, Range texts) {
        for (int i = 0; i < anchors.getNotesCount(); i++) {
            int from = texts.getStartOffset() + anchors.getNoteTextStartOffset(i);
            int to = texts.getStartOffset() + anchors.getNoteTextEndOffset(i);
            Range note = new Range(from, to, document);
            notes.put(anchors.getNoteAnchorPosition(i), CleanText.of(RunText.of(note)));
        }
    }

    private void more(Range range, String before, String name) {
        List<String> texts = new ArrayList<>();
        try {
            int count = range.getStartOffset() < range.getEndOffset() ? range.numParagraphs() : 0;
            for (int i = 0; i < count; i++) {
                texts.add(CleanText.of(RunText.of(range.getParagraph(i))));
            }
        } catch (RuntimeException e) {
            // POI trusts the file's own word on where they begin and end
            page.warn(PageWarnings.unreadable(page.number(), name, Damage.of(e)));
        }
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> page.paragraph(before + text));
    }

    private void paragraph(Paragraph paragraph) {
        RunText runs = RunText.read(paragraph);
        StringBuilder text = new StringBuilder(runs.text());
        StringBuilder below = new StringBuilder();
        for (int anchor : runs.anchors()) {
            String note = notes.get(anchor);
            if (note != null && !note.isEmpty()) {
                noteCount++;
                text.append(" [").append(noteCount).append(']');
                below.append(below.isEmpty() ? "" : "\n")
                        .append('[')
                        .append(noteCount)
                        .append("] ")
                        .append(note);
            }
        }
        if (!text.toString().isBlank()) {
            write(paragraph, text.toString());
        }
        page.paragraph(below);
    }

    private void write(Paragraph paragraph, String text) {
        String marker = marker(paragraph);
        int heading = headingLevel(paragraph);
        if (heading > 0) {
            page.heading(heading, marker + " " + text);
        } else if (paragraph.isInList()) {
            page.listItem(marker + " " + text);
        } else {
            page.paragraph(text);
        }
    }

    private String marker(Paragraph paragraph) {
        if (!paragraph.isInList()) {
            return "";
        }
        String marker = AbstractWordUtils.getBulletText(numbering, paragraph.getList(), (char) paragraph.getIlvl());
        String clean = CleanText.line(marker);
        return clean.codePoints().anyMatch(Character::isLetterOrDigit) ? clean : "";
    }

    private int headingLevel(Paragraph paragraph) {
        int style = paragraph.getStyleIndex();
        if (style >= 1 && style <= 9) {
            return style; // built in, whatever its name in the author's language
        }
        if (paragraph.getLvl() < BODY_TEXT) {
            return paragraph.getLvl() + 1;
        }
        StyleDescription description = style < document.getStyleSheet().numStyles()
                ? document.getStyleSheet().getStyleDescription(style)
                : null;
        String name = description == null || description.getName() == null ? "" : description.getName();
        return name.toLowerCase(Locale.ROOT).equals("title") ? 1 : 0;
    }

    /** Of a cell: its paragraphs, each on a line. */
    String cell(Range cell) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < cell.numParagraphs(); i++) {
            Paragraph paragraph = cell.getParagraph(i);
            String said = CleanText.of(RunText.of(paragraph));
            if (!said.isEmpty()) {
                String marker = marker(paragraph);
                text.append(text.isEmpty() ? "" : "\n")
                        .append(marker)
                        .append(marker.isEmpty() ? "" : " ")
                        .append(said);
            }
        }
        return text.toString();
    }
}
