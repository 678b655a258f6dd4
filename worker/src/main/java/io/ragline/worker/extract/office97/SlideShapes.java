package io.ragline.worker.extract.office97;

import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.TableWriter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.poi.hslf.usermodel.HSLFComment;
import org.apache.poi.hslf.usermodel.HSLFGroupShape;
import org.apache.poi.hslf.usermodel.HSLFNotes;
import org.apache.poi.hslf.usermodel.HSLFShape;
import org.apache.poi.hslf.usermodel.HSLFSlide;
import org.apache.poi.hslf.usermodel.HSLFTable;
import org.apache.poi.hslf.usermodel.HSLFTableCell;
import org.apache.poi.hslf.usermodel.HSLFTextParagraph;
import org.apache.poi.hslf.usermodel.HSLFTextShape;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.sl.usermodel.TextShape.TextPlaceholder;
import org.jspecify.annotations.Nullable;

/** What the shapes of a slide say; read as a whole before it is written, since any of them may be damaged. */
final class SlideShapes {
    private static final int DEEPEST = 50;
    private static final Set<Integer> TITLES =
            Set.of(TextPlaceholder.TITLE.nativeId, TextPlaceholder.CENTER_TITLE.nativeId);
    private static final Set<Placeholder> REPEATED =
            EnumSet.of(Placeholder.DATETIME, Placeholder.FOOTER, Placeholder.HEADER, Placeholder.SLIDE_NUMBER);

    private final List<Consumer<PageWriter>> titles = new ArrayList<>();
    private final List<Consumer<PageWriter>> blocks = new ArrayList<>();

    void read(HSLFSlide slide) {
        shapes(slide.getShapes(), 0);
        notes(slide.getNotes());
        List<HSLFComment> comments = slide.getComments();
        for (HSLFComment comment : comments == null ? List.<HSLFComment>of() : comments) {
            String by = comment.getAuthor() == null ? "" : comment.getAuthor() + ": ";
            blocks.add(page -> page.paragraph("Comment by " + by + comment.getText()));
        }
    }

    void writeTo(PageWriter page) {
        titles.forEach(title -> title.accept(page));
        blocks.forEach(block -> block.accept(page));
    }

    private void shapes(List<HSLFShape> shapes, int depth) {
        for (HSLFShape shape : shapes) {
            switch (shape) {
                case HSLFTable table -> blocks.add(table(table));
                case HSLFGroupShape group -> {
                    if (depth < DEEPEST) {
                        shapes(group.getShapes(), depth + 1);
                    }
                }
                case HSLFTextShape text -> text(text);
                default -> {
                    // pictures and lines
                }
            }
        }
    }

    private void text(HSLFTextShape shape) {
        Placeholder placeholder = shape.getPlaceholder();
        if (placeholder != null && REPEATED.contains(placeholder)) {
            return;
        }
        boolean title = placeholder == Placeholder.TITLE
                || placeholder == Placeholder.CENTERED_TITLE
                || shape.getTextParagraphs().stream().anyMatch(each -> TITLES.contains(each.getRunType()));
        if (title) {
            String text = CleanText.line(shape.getText());
            titles.add(page -> page.heading(1, text));
            return;
        }
        for (HSLFTextParagraph paragraph : shape.getTextParagraphs()) {
            String text = HSLFTextParagraph.getText(List.of(paragraph));
            boolean bullet = paragraph.isBullet();
            blocks.add(page -> {
                if (bullet) {
                    page.listItem(text);
                } else {
                    page.paragraph(text);
                }
            });
        }
    }

    private static Consumer<PageWriter> table(HSLFTable table) {
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < table.getNumberOfRows(); i++) {
            List<Cell> row = new ArrayList<>();
            for (int j = 0; j < table.getNumberOfColumns(); j++) {
                HSLFTableCell cell = table.getCell(i, j);
                row.add(cell == null ? Cell.EMPTY : Cell.of(cell.getText()));
            }
            rows.add(row);
        }
        return page -> {
            TableWriter writer = page.table();
            rows.forEach(writer::row);
            writer.finish();
        };
    }

    private void notes(@Nullable HSLFNotes notes) {
        if (notes == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (HSLFShape shape : notes.getShapes()) {
            if (shape instanceof HSLFTextShape words
                    && (words.getPlaceholder() == null || !REPEATED.contains(words.getPlaceholder()))) {
                String said = CleanText.of(words.getText());
                text.append(text.isEmpty() || said.isEmpty() ? "" : "\n").append(said);
            }
        }
        if (!text.isEmpty()) {
            blocks.add(page -> page.paragraph("Notes: " + text));
        }
    }
}
