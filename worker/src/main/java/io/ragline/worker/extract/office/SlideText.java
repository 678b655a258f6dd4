package io.ragline.worker.extract.office;

import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The shapes of a slide or of its notes, in the order in which they were drawn, but the title first. */
final class SlideText extends DefaultHandler {
    private static final int MOST_TEXT = 4 << 20;
    private static final Set<String> TITLES = Set.of("title", "ctrTitle");
    private static final Set<String> REPEATED = Set.of("dt", "ftr", "sldNum", "hdr");
    /** Where PowerPoint sets a bullet unless told not to. */
    private static final Set<String> BULLETED = Set.of("body", "obj", "");

    private final List<Shape> shapes = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private @Nullable Shape shape;
    private @Nullable Boolean bullet;
    private boolean hidden;
    private boolean inText;
    private int skipped;
    private int held;

    /** What one shape says. */
    private static final class Shape {
        private @Nullable String placeholder;
        private final List<Block> blocks = new ArrayList<>();
        private @Nullable SlideTable table;
        private @Nullable String chart;
        private @Nullable String diagram;

        boolean isTitle() {
            return placeholder != null && TITLES.contains(placeholder);
        }

        boolean isBulleted() {
            return placeholder != null && BULLETED.contains(placeholder);
        }

        boolean isRepeated() {
            return placeholder != null && REPEATED.contains(placeholder);
        }
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (skipped > 0 || name.equals("Fallback")) {
            skipped++;
            return;
        }
        switch (name) {
            case "sld" -> hidden = !Word.isOn(attributes.getValue("show"));
            case "sp", "graphicFrame", "pic", "cxnSp" -> {
                shape = new Shape();
                shapes.add(shape);
            }
            case "t" -> inText = true;
            case "br" -> text.append('\n');
            case "tab" -> text.append(' ');
            case "buNone" -> bullet = false;
            case "buChar", "buAutoNum", "buBlip" -> bullet = true;
            default -> startInShape(name, attributes);
        }
    }

    private void startInShape(String name, Attributes attributes) {
        if (shape == null) {
            return;
        }
        switch (name) {
            case "ph" -> shape.placeholder = Objects.requireNonNullElse(attributes.getValue("type"), "");
            case "cNvPr" -> describe(shape, attributes);
            case "tbl" -> shape.table = new SlideTable();
            case "tblPr" -> {
                if (shape.table != null && attributes.getValue("firstRow") != null) {
                    shape.table.firstRowIsHeader(Word.isOn(attributes.getValue("firstRow")));
                }
            }
            case "tc" -> {
                if (shape.table != null) {
                    shape.table.startCell(attributes);
                }
            }
            case "chart" -> shape.chart = Word.attribute(attributes, "id");
            case "relIds" -> shape.diagram = Word.attribute(attributes, "dm");
            default -> {
                // looks
            }
        }
    }

    private static void describe(Shape shape, Attributes attributes) {
        String description = attributes.getValue("descr");
        if (description != null && !description.isBlank()) {
            shape.blocks.add(new Block(Kind.IMAGE, 0, description));
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (inText && skipped == 0 && held < MOST_TEXT) {
            held += length;
            text.append(characters, from, length);
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (skipped > 0) {
            skipped--;
            return;
        }
        switch (name) {
            case "t" -> inText = false;
            case "p" -> endParagraph();
            case "sp", "graphicFrame", "pic", "cxnSp" -> shape = null;
            case "tc" -> {
                if (shape != null && shape.table != null) {
                    shape.table.endCell();
                }
            }
            case "tr" -> {
                if (shape != null && shape.table != null) {
                    shape.table.endRow();
                }
            }
            default -> {
                // looks
            }
        }
    }

    private void endParagraph() {
        String said = text.toString();
        text.setLength(0);
        boolean listed = bullet != null ? bullet : shape != null && shape.isBulleted();
        bullet = null;
        if (shape == null || said.isBlank()) {
            return;
        }
        if (shape.table != null) {
            shape.table.add(said);
        } else {
            shape.blocks.add(new Block(listed ? Kind.LIST_ITEM : Kind.PARAGRAPH, 0, said));
        }
    }

    /** Whether there was more than is kept of one slide. */
    boolean isCut() {
        return held >= MOST_TEXT;
    }

    boolean isHidden() {
        return hidden;
    }

    void writeTo(PageWriter page, Insertions insertions) {
        for (Shape each : shapes) {
            if (each.isTitle()) {
                each.blocks.forEach(block -> page.heading(1, block.text()));
            }
        }
        for (Shape each : shapes) {
            if (each.isTitle() || each.isRepeated()) {
                continue;
            }
            each.blocks.forEach(block -> block.writeTo(page));
            if (each.table != null) {
                each.table.writeTo(page.table());
            }
            if (each.chart != null) {
                insertions.chart(each.chart);
            }
            if (each.diagram != null) {
                insertions.diagram(each.diagram);
            }
        }
    }

    /** Of the notes page, on which the slide itself is shown too. */
    void writeNotesTo(PageWriter page) {
        List<String> notes = shapes.stream()
                .filter(each -> !each.isRepeated())
                .flatMap(each -> each.blocks.stream())
                .filter(block -> block.kind() != Kind.IMAGE)
                .map(Block::text)
                .toList();
        if (!notes.isEmpty()) {
            page.paragraph("Notes: " + String.join("\n", notes));
        }
    }
}
