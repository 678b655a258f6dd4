package io.ragline.worker.extract.rtf;

import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the text of RTF together to paragraphs and cells. */
final class RtfParagraphs {
    private static final int LONGEST = 256 * 1_024;
    private static final int BODY_TEXT = 9;

    private final PageWriter page;
    private final RtfStyles styles;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder number = new StringBuilder();
    private final StringBuilder aside = new StringBuilder();
    private final List<String> after = new ArrayList<>();
    private @Nullable RtfTable table;
    private boolean inTable;
    private int style;
    private int outline = BODY_TEXT;
    private int noteCount;

    RtfParagraphs(PageWriter page, RtfStyles styles) {
        this.page = page;
        this.styles = styles;
    }

    void text(String more) {
        text.append(more);
        if (text.length() > LONGEST) {
            end();
        }
    }

    /** What Word wrote before the item of a list for programs that can't count. */
    void number(String more) {
        number.append(more);
    }

    /** Of a note or comment. */
    void aside(String more) {
        if (aside.length() < LONGEST) {
            aside.append(more);
        }
    }

    void startNote() {
        noteCount++;
        text.append(" [").append(noteCount).append(']');
    }

    void endNote() {
        after("[" + noteCount + "] ");
    }

    void endComment() {
        after("Comment: ");
    }

    private void after(String before) {
        String said = CleanText.of(aside);
        if (!said.isEmpty()) {
            after.add(before + said);
        }
        aside.setLength(0);
    }

    void word(String word, @Nullable Integer value) {
        int number = Objects.requireNonNullElse(value, 0);
        switch (word) {
            case "par", "sect", "page", "column" -> end();
            case "pard" -> {
                style = 0;
                outline = BODY_TEXT;
                inTable = false;
            }
            case "s" -> style = number;
            case "outlinelevel" -> outline = number;
            case "intbl" -> inTable = true;
            case "trowd" -> table().startRow();
            case "cell" -> endCell();
            case "row" -> table().endRow();
            case "nestcell" -> text.append(" | ");
            case "nestrow" -> text.append('\n');
            default -> {
                if (table != null) {
                    table.word(word, number);
                }
            }
        }
    }

    private RtfTable table() {
        RtfTable open = table;
        if (open == null) {
            open = new RtfTable(page.table());
            table = open;
        }
        return open;
    }

    private void endCell() {
        text.append(after.isEmpty() ? "" : "\n" + String.join("\n", after));
        after.clear();
        table().cell(numbered(CleanText.of(text)));
        text.setLength(0);
    }

    private String numbered(String said) {
        String marker = CleanText.line(number);
        number.setLength(0);
        boolean counts = marker.codePoints().anyMatch(Character::isLetterOrDigit);
        return counts && !said.isEmpty() ? marker + " " + said : said;
    }

    private void end() {
        if (inTable && table != null) {
            text.append('\n');
            return;
        }
        String said = CleanText.of(text);
        text.setLength(0);
        if (said.isEmpty() && after.isEmpty()) {
            number.setLength(0);
            return;
        }
        endTable();
        boolean item = !number.isEmpty();
        String block = numbered(said);
        int level = outline < BODY_TEXT ? outline + 1 : styles.headingLevel(style);
        if (level > 0) {
            page.heading(level, block);
        } else if (item) {
            page.listItem(block);
        } else {
            page.paragraph(block);
        }
        after.forEach(page::paragraph);
        after.clear();
    }

    private void endTable() {
        if (table != null) {
            table.finish();
            table = null;
        }
    }

    void finish() {
        inTable = false;
        end();
        endTable();
    }
}
