package io.ragline.worker.extract.opendocument;

import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.OpenParagraph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** A paragraph of an OpenDocument while it is read. */
final class Paragraph extends OpenParagraph {
    private static final int MOST_SPACES = 1_000;

    private final Styles styles;
    private final boolean heading;
    private final int level;
    private final @Nullable String style;
    private final boolean hidden;
    /** Of each span that is open, whether it is hidden. */
    private final List<Boolean> spans = new ArrayList<>();

    Paragraph(boolean heading, Attributes attributes, Styles styles) {
        this.styles = styles;
        this.heading = heading;
        this.level = Attribute.number(attributes, "outline-level", 1);
        this.style = Attribute.of(attributes, "style-name");
        this.hidden = styles.isHidden(style);
    }

    void start(String name, Attributes attributes) {
        switch (name) {
            case "span" -> spans.add(styles.isHidden(Attribute.of(attributes, "style-name")));
            case "s" -> append(" ".repeat(Math.min(MOST_SPACES, Attribute.number(attributes, "c", 1))));
            case "tab" -> append("\t");
            case "line-break" -> append("\n");
            default -> {
                // looks
            }
        }
    }

    void end(String name) {
        if (name.equals("span") && !spans.isEmpty()) {
            spans.removeLast();
        }
    }

    @Override
    protected boolean isHidden() {
        return hidden || spans.contains(true);
    }

    /** @param title whether it stands where a slide has its title */
    Block block(ListNumbers lists, boolean title) {
        String said = take();
        if (said.isBlank()) {
            return Block.paragraph("");
        }
        if (heading || title || styles.isTitle(style)) {
            return new Block(Kind.HEADING, heading ? Math.max(1, level) : 1, said);
        }
        String marker = lists.marker();
        if (marker != null) {
            return new Block(Kind.LIST_ITEM, 0, marker + said.strip());
        }
        return new Block(styles.isCode(style) ? Kind.CODE : Kind.PARAGRAPH, 0, said);
    }
}
