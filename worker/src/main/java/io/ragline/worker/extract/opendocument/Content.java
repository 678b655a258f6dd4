package io.ragline.worker.extract.opendocument;

import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.CodeJoiner;
import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The text of an OpenDocument, as it comes. */
final class Content extends DefaultHandler {
    private final PageWriter page;
    private final Styles styles;
    private final int depth;
    private final CodeJoiner output;
    private final Deque<Paragraph> paragraphs = new ArrayDeque<>();
    private final Deque<TableText> tables = new ArrayDeque<>();
    private final ListNumbers lists;
    /** Where text goes: the page, or what is open: a cell, a text box, a note. */
    private final Deque<Consumer<Block>> targets = new ArrayDeque<>();

    private final Deque<Aside> asides = new ArrayDeque<>();
    /** The kinds of the frames that are open. */
    private final Deque<String> frames = new ArrayDeque<>();

    private final List<String> deferred = new ArrayList<>();
    private Consumer<String> objects = link -> {};
    private boolean inBody;
    private int skipped;
    private int noteCount;
    private boolean inSpreadsheet;
    private boolean inPresentation;
    private @Nullable StringBuilder plain;

    Content(PageWriter page, Styles styles) {
        this(page, styles, 0);
    }

    private Content(PageWriter page, Styles styles, int depth) {
        this.page = page;
        this.styles = styles;
        this.depth = depth;
        this.output = new CodeJoiner(page);
        this.lists = new ListNumbers(styles);
        targets.push(output);
    }

    /** For a document within this one, which is written where it is shown. */
    Content inner(Styles innerStyles) {
        return new Content(page, innerStyles, depth + 1);
    }

    int depth() {
        return depth;
    }

    /** @param inserter is given the links of embedded documents */
    void objects(Consumer<String> inserter) {
        objects = inserter;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (skipped > 0 || Elements.SKIPPED.contains(name)) {
            skipped++;
        } else if (Elements.STYLES.contains(name)) {
            styles.startElement(uri, name, qualified, attributes);
        } else if (inBody) {
            start(name, attributes);
        } else {
            inBody = name.equals("body");
        }
    }

    private void start(String name, Attributes attributes) {
        switch (name) {
            case "text" -> startText();
            case "spreadsheet" -> inSpreadsheet = depth == 0;
            case "presentation" -> inPresentation = depth == 0;
            case "page" -> startSlide(attributes);
            case "p", "h" -> paragraphs.push(new Paragraph(name.equals("h"), attributes, styles));
            case "list" -> lists.start(attributes);
            case "list-item" -> lists.startItem(attributes);
            case "list-header" -> lists.startHeader();
            case "note", "annotation", "notes" -> startCollecting();
            case "creator" -> plain = asides.isEmpty() ? null : new StringBuilder();
            case "date" -> plain = asides.isEmpty() ? null : new StringBuilder();
            case "text-box" -> targets.push(afterParagraph());
            case "frame", "custom-shape" -> startFrame(attributes);
            case "title", "desc" -> plain = new StringBuilder();
            case "object", "object-ole" ->
                deferred.add(Objects.requireNonNullElse(Attribute.of(attributes, "href"), ""));
            case "table" -> startTable(attributes);
            default -> {
                if (!tables.isEmpty() && tables.getFirst().start(name, attributes, targets)) {
                    return;
                }
                if (!paragraphs.isEmpty()) {
                    paragraphs.getFirst().start(name, attributes);
                }
            }
        }
    }

    private void startText() {
        if (page.number() == 0) {
            page.start(null);
        }
    }

    private void startSlide(Attributes attributes) {
        if (!inPresentation) {
            return;
        }
        insertDeferred();
        output.flush();
        page.start(null);
        if (styles.isHidden(Attribute.of(attributes, "style-name"))) {
            page.warn(PageWarnings.hidden(page.number(), "Slide " + page.number()));
            skipped = 1;
        }
    }

    private void startCollecting() {
        Aside note = new Aside();
        asides.push(note);
        targets.push(note::add);
    }

    private Consumer<Block> afterParagraph() {
        Paragraph holder = paragraphs.peek();
        return holder == null ? targets.getFirst() : holder::after;
    }

    private void startFrame(Attributes attributes) {
        String kind = Attribute.of(attributes, "class");
        if (kind != null && Elements.ON_EVERY_PAGE.contains(kind)) {
            skipped = 1;
        } else {
            frames.push(Objects.requireNonNullElse(kind, ""));
        }
    }

    private void startTable(Attributes attributes) {
        boolean sheet = inSpreadsheet && tables.isEmpty();
        if (sheet) {
            insertDeferred();
            page.start(Attribute.of(attributes, "name"));
            if (styles.isHidden(Attribute.of(attributes, "style-name"))) {
                page.warn(PageWarnings.hidden(page.number(), "Sheet " + Attribute.of(attributes, "name")));
                skipped = 1;
                return;
            }
        }
        output.flush();
        tables.push(
                sheet
                        ? TableText.sheet(page)
                        : targets.size() == 1 ? TableText.table(page) : TableText.within(targets.getFirst(), page));
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        if (skipped > 0) {
            return;
        }
        if (plain != null) {
            plain.append(characters, from, Math.min(length, Math.max(0, 1_000 - plain.length())));
        } else if (!paragraphs.isEmpty()) {
            Paragraph paragraph = paragraphs.getFirst();
            paragraph.text(characters, from, length);
            if (paragraph.isLong()) {
                targets.getFirst().accept(Block.paragraph(paragraph.take()));
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (skipped > 0) {
            skipped--;
            return;
        }
        switch (name) {
            case "p", "h" -> endParagraph();
            case "list" -> lists.end();
            case "note" -> endNote();
            case "annotation" -> endAnnotation();
            case "notes" -> endNotes();
            case "creator" -> endCreator();
            case "date" -> plain = null;
            case "text-box" -> targets.pop();
            case "frame", "custom-shape" -> frames.poll();
            case "title", "desc" -> endDescription();
            case "table" -> endTable();
            case "page", "text", "spreadsheet", "chart" -> insertDeferred();
            default -> {
                boolean ofTable = !tables.isEmpty() && tables.getFirst().end(name, targets);
                if (!ofTable && !paragraphs.isEmpty()) {
                    paragraphs.getFirst().end(name);
                }
            }
        }
    }

    private void endParagraph() {
        Paragraph paragraph = paragraphs.poll();
        if (paragraph == null) {
            return;
        }
        boolean title = "title".equals(frames.peek()) && asides.isEmpty();
        Consumer<Block> target = targets.getFirst();
        target.accept(paragraph.block(lists, title));
        paragraph.after().forEach(target);
        insertDeferred();
    }

    private void endNote() {
        Aside note = endCollecting();
        Paragraph holder = paragraphs.peek();
        if (note != null && holder != null && !note.isBlank()) {
            noteCount++;
            holder.append(" [" + noteCount + "]");
            holder.after(Block.paragraph("[" + noteCount + "] " + note.text()));
        }
    }

    private void endAnnotation() {
        Aside note = endCollecting();
        if (note != null && !note.isBlank()) {
            afterParagraph().accept(note.asComment());
        }
    }

    private void endNotes() {
        Aside note = endCollecting();
        if (note != null && !note.isBlank()) {
            targets.getFirst().accept(Block.paragraph("Notes: " + note.text()));
        }
    }

    private @Nullable Aside endCollecting() {
        targets.pop();
        return asides.poll();
    }

    private void endCreator() {
        if (plain != null && !asides.isEmpty()) {
            asides.getFirst().author(plain);
        }
        plain = null;
    }

    private void endDescription() {
        if (plain != null && !plain.toString().isBlank() && asides.isEmpty()) {
            afterParagraph().accept(new Block(Kind.IMAGE, 0, plain.toString()));
        }
        plain = null;
    }

    private void endTable() {
        TableText table = tables.poll();
        if (table != null) {
            table.finish();
        }
        insertDeferred();
    }

    /** An embedded document is written to the page; within a table or text box it would cut it. */
    private void insertDeferred() {
        if (targets.size() == 1 && tables.isEmpty() && paragraphs.isEmpty() && !deferred.isEmpty()) {
            output.flush();
            List<String> links = List.copyOf(deferred);
            deferred.clear();
            links.stream().filter(link -> !link.isEmpty()).forEach(objects);
        }
    }

    @Override
    public void endDocument() {
        insertDeferred();
        output.flush();
    }
}
