package io.ragline.worker.extract.text;

import io.ragline.model.TextBlock;
import io.ragline.model.TextBlock.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.renderer.html.HtmlRenderer;

/** The blocks of a Markdown document, in order. */
final class MarkdownBlocks extends AbstractVisitor {
    private static final Pattern TAG = Pattern.compile("<!--.*?-->|<[^>]{0,2000}>", Pattern.DOTALL);

    private final HtmlRenderer tables = HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .sanitizeUrls(true)
            .build();
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

    private static String marker(ListItem item) {
        if (!(item.getParent() instanceof OrderedList list)) {
            return "";
        }
        int number = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
        for (Node before = item.getPrevious(); before != null; before = before.getPrevious()) {
            number++;
        }
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
        add(Kind.PARAGRAPH, 0, TAG.matcher(html.getLiteral()).replaceAll(" ").strip());
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
