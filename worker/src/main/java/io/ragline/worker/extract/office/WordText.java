package io.ragline.worker.extract.office;

import io.ragline.model.TextBlock.Kind;
import io.ragline.worker.extract.page.Block;
import io.ragline.worker.extract.page.CodeJoiner;
import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** The main text of a Word document, as it comes. */
final class WordText extends DefaultHandler {
    /** What these hold is deleted, is a copy for older programs, or was so before a change. */
    private static final Set<String> SKIPPED = Set.of(
            "del",
            "moveFrom",
            "Fallback",
            "pPrChange",
            "rPrChange",
            "tblPrChange",
            "trPrChange",
            "tcPrChange",
            "sectPrChange",
            "tblGrid",
            "sdtPr",
            "sectPr",
            "instrText",
            "rt");

    private final WordStyles styles;
    private final WordNumbering numbering;
    private final Notes notes;
    private final Insertions insertions;
    private final CodeJoiner output;
    private final PageWriter page;
    private final Deque<WordParagraph> paragraphs = new ArrayDeque<>();
    private final Deque<WordTableText> tables = new ArrayDeque<>();
    /** Where text goes: the page, or the cell or text box that is open. */
    private final Deque<Consumer<Block>> targets = new ArrayDeque<>();

    private final List<Runnable> deferred = new ArrayList<>();

    private int skipped;
    private boolean inText;
    private int noteCount;

    /** What is written at the foot of pages, at the end, and beside the text. */
    record Notes(WordNotes foot, WordNotes end, WordNotes comments) {}

    WordText(PageWriter page, WordStyles styles, WordNumbering numbering, Notes notes, Insertions insertions) {
        this.page = page;
        this.styles = styles;
        this.numbering = numbering;
        this.notes = notes;
        this.insertions = insertions;
        this.output = new CodeJoiner(page);
        targets.push(output);
    }

    private void emit(Block block) {
        targets.getFirst().accept(block);
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
        if (skipped > 0 || SKIPPED.contains(name) && (Word.isWord(uri) || name.equals("Fallback"))) {
            skipped++;
        } else if (Word.isWord(uri)) {
            startWord(name, attributes);
        } else {
            startOther(name, attributes);
        }
    }

    private void startWord(String name, Attributes attributes) {
        switch (name) {
            case "p" -> paragraphs.push(new WordParagraph());
            case "txbxContent" -> targets.push(afterParagraph());
            case "tbl" -> {
                output.flush();
                tables.push(targets.size() == 1 ? WordTableText.on(page) : WordTableText.within(targets.getFirst()));
            }
            case "tr" -> table(WordTableText::startRow);
            case "tc" -> table(table -> targets.push(table.startCell()));
            case "gridSpan", "vMerge", "hMerge", "tblHeader", "tblLook", "gridBefore" ->
                table(table -> table.property(name, attributes));
            case "t" -> inText = true;
            default -> startInParagraph(name, attributes);
        }
    }

    private Consumer<Block> afterParagraph() {
        WordParagraph holder = paragraphs.peek();
        return holder == null ? targets.getFirst() : holder::after;
    }

    private void table(Consumer<WordTableText> action) {
        WordTableText open = tables.peek();
        if (open != null) {
            action.accept(open);
        }
    }

    private void startInParagraph(String name, Attributes attributes) {
        WordParagraph paragraph = paragraphs.peek();
        if (paragraph == null) {
            if (name.equals("altChunk")) {
                insertions.embedded(Word.attribute(attributes, "id"));
            }
            return;
        }
        switch (name) {
            case "footnoteReference" -> note(paragraph, notes.foot(), attributes);
            case "endnoteReference" -> note(paragraph, notes.end(), attributes);
            case "commentReference" -> {
                String comment = notes.comments().get(Objects.requireNonNullElse(Word.attribute(attributes, "id"), ""));
                if (comment != null) {
                    paragraph.after(Block.paragraph("Comment by " + comment));
                }
            }
            default -> paragraph.start(name, attributes);
        }
    }

    private void note(WordParagraph paragraph, WordNotes kind, Attributes attributes) {
        String note = kind.get(Objects.requireNonNullElse(Word.attribute(attributes, "id"), ""));
        if (note != null) {
            noteCount++;
            paragraph.append(" [" + noteCount + "]");
            paragraph.after(Block.paragraph("[" + noteCount + "] " + note));
        }
    }

    private void startOther(String name, Attributes attributes) {
        WordParagraph paragraph = paragraphs.peek();
        switch (name) {
            case "t" -> inText = true; // of a formula
            case "docPr" -> {
                String description = Word.attribute(attributes, "descr");
                if (paragraph != null && description != null && !description.isBlank()) {
                    paragraph.after(new Block(Kind.IMAGE, 0, description));
                }
            }
            case "chart" -> later(insertions::chart, attributes, "id");
            case "relIds" -> later(insertions::diagram, attributes, "dm");
            case "OLEObject" -> insertions.embedded(Word.attribute(attributes, "id"));
            default -> {
                // looks
            }
        }
    }

    /** A chart or diagram is a table or text of its own: behind the table or text box that it stands in. */
    private void later(Consumer<@Nullable String> insertion, Attributes attributes, String idName) {
        String id = Word.attribute(attributes, idName);
        deferred.add(() -> insertion.accept(id));
    }

    private void insertDeferred() {
        if (targets.size() == 1 && !deferred.isEmpty()) {
            output.flush();
            deferred.forEach(Runnable::run);
            deferred.clear();
        }
    }

    @Override
    public void characters(char[] characters, int from, int length) {
        WordParagraph paragraph = paragraphs.peek();
        if (inText && skipped == 0 && paragraph != null) {
            paragraph.text(characters, from, length);
            if (paragraph.isLong()) {
                emit(Block.paragraph(paragraph.take()));
            }
        }
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
        if (skipped > 0) {
            skipped--;
            return;
        }
        if (name.equals("t")) {
            inText = false;
        } else if (Word.isWord(uri)) {
            endWord(name);
        }
    }

    private void endWord(String name) {
        switch (name) {
            case "p" -> endParagraph();
            case "r" -> {
                if (!paragraphs.isEmpty()) {
                    paragraphs.getFirst().endRun();
                }
            }
            case "txbxContent" -> targets.pop();
            case "tc" ->
                table(table -> {
                    targets.pop();
                    table.endCell();
                });
            case "tr" -> table(WordTableText::endRow);
            case "tbl" -> {
                table(WordTableText::finish);
                tables.poll();
                insertDeferred();
            }
            default -> {
                // looks
            }
        }
    }

    private void endParagraph() {
        WordParagraph paragraph = paragraphs.poll();
        if (paragraph != null) {
            emit(paragraph.block(styles, numbering));
            paragraph.after().forEach(this::emit);
            insertDeferred();
        }
    }

    @Override
    public void endDocument() {
        insertDeferred();
        output.flush();
        insertions.otherEmbedded();
    }
}
