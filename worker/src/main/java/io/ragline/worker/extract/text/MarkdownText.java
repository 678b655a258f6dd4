package io.ragline.worker.extract.text;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** What a block says, without its markup: of a link its words, of an image its description. */
final class MarkdownText extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    static String of(Node block) {
        MarkdownText inline = new MarkdownText();
        inline.visitChildren(block);
        return inline.text.toString().strip();
    }

    @Override
    public void visit(Text words) {
        text.append(words.getLiteral());
    }

    @Override
    public void visit(Code code) {
        text.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak wrap) {
        text.append(' ');
    }

    @Override
    public void visit(HardLineBreak lineBreak) {
        text.append('\n');
    }
}
