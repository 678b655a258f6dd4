package io.ragline.worker.extract.office;

import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.OpenParagraph;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** A paragraph of a Word document while it is read. */
final class WordParagraph extends OpenParagraph {
    private static final int BODY_TEXT = 9;

    private String style = "";
    private @Nullable String list;
    private int listLevel;
    private int outline = -1;
    private boolean inRun;
    private boolean hidden;

    void start(String name, Attributes attributes) {
        String value = Word.attribute(attributes, "val");
        switch (name) {
            case "r" -> {
                inRun = true;
                hidden = false;
            }
            case "vanish" -> hidden = inRun && Word.isOn(value);
            case "pStyle" -> style = Objects.requireNonNullElse(value, "");
            case "numId" -> list = value;
            case "ilvl" -> listLevel = Word.number(value, 0);
            case "outlineLvl" -> outline = Word.number(value, BODY_TEXT);
            case "tab", "ptab" -> append(inRun ? "\t" : ""); // else it says where tabs stop
            case "br" -> append("page".equals(Word.attribute(attributes, "type")) ? " " : "\n");
            case "cr" -> append("\n");
            case "noBreakHyphen" -> append("-");
            default -> {
                // looks
            }
        }
    }

    void endRun() {
        inRun = false;
        hidden = false;
    }

    @Override
    protected boolean isHidden() {
        return hidden;
    }

    /** All that was gathered; counts the item if it is one of a list. */
    Block block(WordStyles styles, WordNumbering numbering) {
        String said = take();
        int heading = outline >= 0 ? (outline < BODY_TEXT ? outline + 1 : 0) : styles.headingLevel(style);
        String marker = said.isBlank() ? null : marker(styles, numbering);
        if (heading > 0) {
            return new Block(Kind.HEADING, heading, marker == null ? said : marker + " " + said.strip());
        }
        if (marker != null) {
            return new Block(Kind.LIST_ITEM, 0, marker + " " + said.strip());
        }
        return new Block(styles.isCode(style) ? Kind.CODE : Kind.PARAGRAPH, 0, said);
    }

    /** What numbers it; null if it is in no list. */
    private @Nullable String marker(WordStyles styles, WordNumbering numbering) {
        WordStyles.ListLevel byStyle = styles.list(style);
        String id = list != null ? list : byStyle == null ? null : byStyle.numbering();
        int level = list != null || byStyle == null ? listLevel : byStyle.level();
        return id == null || id.equals("0") ? null : numbering.next(id, level);
    }
}
