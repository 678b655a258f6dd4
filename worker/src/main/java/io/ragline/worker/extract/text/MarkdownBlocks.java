package io.ragline.worker.extract.text;

import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.html.HtmlRenderer;

/** The blocks of a Markdown document, in order. */
final class MarkdownBlocks extends AbstractVisitor {
    private static final int UNNUMBERED = -1;

    private final HtmlRenderer tables = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
    /** Of each list that is open, the number of its next item. */
    private final Deque<Integer> numbers = new ArrayDeque<>();

    private final List<TextBlock> found = new ArrayList<>();

    List<TextBlock> found() {
        return found;
    }

    @Override
    public void visit(Heading heading) {
        add(Kind.HEADING, heading.getLevel(), MarkdownText.of(heading));
    }

    @Override
    public void visit(Paragraph paragraph) {
        String text = MarkdownText.of(paragraph);
        if (paragraph.getParent() instanceof ListItem item && item.getFirstChild() == paragraph) {
            add(Kind.LIST_ITEM, 0, marker(item) + text);
        } else {
            add(Kind.PARAGRAPH, 0, text);
        }
    }

    @Override
    public void visit(OrderedList list) {
        numbers.push(list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber());
        visitChildren(list);
        numbers.pop();
    }

    @Override
    public void visit(BulletList list) {
        numbers.push(UNNUMBERED);
        visitChildren(list);
        numbers.pop();
    }

    private String marker(ListItem item) {
        int number = numbers.pop();
        if (number == UNNUMBERED || !(item.getParent() instanceof OrderedList list)) {
            numbers.push(UNNUMBERED);
            return "";
        }
        numbers.push(number + 1);
        return number + (list.getMarkerDelimiter() == null ? "." : list.getMarkerDelimiter()) + " ";
    }

    @Override
    public void visit(FencedCodeBlock code) {
        add(Kind.CODE, 0, code.getLiteral().stripTrailing());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
        add(Kind.CODE, 0, code.getLiteral().stripTrailing());
    }

    @Override
    public void visit(HtmlBlock html) {
        add(Kind.PARAGRAPH, 0, withoutTags(html.getLiteral()));
    }

    /** In one pass from left to right, since a regular expression goes back over a hostile text again and again. */
    private static String withoutTags(String html) {
        StringBuilder words = new StringBuilder();
        int from = 0;
        for (int tag = html.indexOf('<'); tag >= 0; tag = html.indexOf('<', from)) {
            words.append(html, from, tag).append(' ');
            String closing = html.startsWith("<!--", tag) ? "-->" : ">";
            int end = html.indexOf(closing, tag);
            if (end < 0) {
                return words.toString().strip();
            }
            from = end + closing.length();
        }
        return words.append(html, from, html.length()).toString().strip();
    }

    @Override
    public void visit(CustomBlock block) {
        if (block instanceof TableBlock) {
            add(Kind.TABLE, 0, tables.render(block).strip());
        } else {
            visitChildren(block);
        }
    }

    private void add(Kind kind, int level, String text) {
        if (!text.isBlank()) {
            found.add(new TextBlock(kind, level, text, List.of()));
        }
    }
}
