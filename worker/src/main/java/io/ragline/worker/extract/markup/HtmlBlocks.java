package io.ragline.worker.extract.markup;

import io.ragline.worker.extract.page.PageWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Writes the blocks of an HTML element. */
public final class HtmlBlocks {
    private static final int LONGEST = 256 * 1_024;

    /** Around the content, or for programs. */
    private static final Set<String> LEFT_OUT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "nav",
            "svg",
            "iframe",
            "object",
            "embed",
            "applet",
            "audio",
            "video",
            "canvas",
            "button",
            "select",
            "textarea",
            "input",
            "datalist",
            "head",
            "dialog",
            "menu",
            "map",
            "rp",
            "rt");

    private static final Set<String> ROLES_LEFT_OUT = Set.of("navigation", "contentinfo", "search", "banner", "menu");
    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "footer",
            "aside",
            "blockquote",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "li",
            "table",
            "tr",
            "td",
            "th",
            "caption",
            "figure",
            "figcaption",
            "address",
            "details",
            "summary",
            "fieldset",
            "legend",
            "hr",
            "form",
            "center",
            "body",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "pre",
            "hgroup",
            "thead",
            "tbody",
            "tfoot",
            "title");
    private static final Pattern HIDDEN =
            Pattern.compile("(?:^|[;\\s])(?:display\\s*:\\s*none|visibility\\s*:\\s*hidden)", Pattern.CASE_INSENSITIVE);

    private final PageWriter page;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> numbers = new ArrayDeque<>();
    private String marker = "";
    private boolean inItem;
    private boolean preformatted;

    public HtmlBlocks(PageWriter page) {
        this.page = page;
    }

    /** Writes all that is in it. */
    public void write(Element root) {
        root.filter(new NodeFilter() {
            @Override
            public FilterResult head(Node node, int depth) {
                if (node instanceof TextNode words) {
                    text.append(preformatted ? words.getWholeText() : collapsed(words.getWholeText()));
                    if (text.length() > LONGEST && !preformatted) {
                        flush();
                    }
                    return FilterResult.CONTINUE;
                }
                return node instanceof Element element ? start(element, root) : FilterResult.SKIP_ENTIRELY;
            }

            @Override
            public FilterResult tail(Node node, int depth) {
                if (node instanceof Element element) {
                    end(element);
                }
                return FilterResult.CONTINUE;
            }
        });
        flush();
    }

    private static String collapsed(String words) {
        return words.replace('\n', ' ').replace('\r', ' ');
    }

    private NodeFilter.FilterResult start(Element element, Element root) {
        if (element != root && isLeftOut(element)) {
            return NodeFilter.FilterResult.SKIP_ENTIRELY;
        }
        String name = element.normalName();
        switch (name) {
            case "br" -> lineBreak();
            case "img" -> image(element);
            case "table" -> {
                flush();
                if (HtmlTable.isTable(element)) {
                    element.select("> caption").forEach(caption -> page.paragraph(caption.wholeText()));
                    new HtmlTable(page.table()).write(element);
                    return NodeFilter.FilterResult.SKIP_ENTIRELY;
                }
            }
            default -> {
                if (BLOCKS.contains(name)) {
                    flush();
                    open(name, element);
                }
            }
        }
        return NodeFilter.FilterResult.CONTINUE;
    }

    /** Two in a row part paragraphs. */
    private void lineBreak() {
        if (!preformatted && endsInBreak()) {
            flush();
        } else {
            text.append('\n');
        }
    }

    private boolean endsInBreak() {
        int last = text.length() - 1;
        while (last >= 0 && text.charAt(last) == ' ') {
            last--;
        }
        return last >= 0 && text.charAt(last) == '\n';
    }

    private boolean isBlank() {
        return text.chars().allMatch(Character::isWhitespace);
    }

    private void open(String name, Element element) {
        switch (name) {
            case "ol" -> numbers.push(number(element.attr("start"), 1));
            case "ul" -> numbers.push(Integer.MIN_VALUE);
            case "li" -> item(element);
            case "pre" -> preformatted = true;
            default -> {
                // looks
            }
        }
    }

    private void item(Element element) {
        int number = numbers.isEmpty() ? Integer.MIN_VALUE : numbers.pop();
        if (number != Integer.MIN_VALUE) {
            number = number(element.attr("value"), number);
            marker = number + ". ";
            number++;
        }
        numbers.push(number);
        inItem = true;
    }

    private static int number(String text, int otherwise) {
        return text.matches("-?\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private void image(Element element) {
        String description = element.attr("alt");
        if (!description.isBlank()) {
            if (isBlank()) {
                page.image(description);
            } else {
                text.append(' ').append(description).append(' ');
            }
        }
    }

    private void end(Element element) {
        String name = element.normalName();
        if (!BLOCKS.contains(name)) {
            return;
        }
        if (name.length() == 2 && name.charAt(0) == 'h' && Character.isDigit(name.charAt(1))) {
            page.heading(name.charAt(1) - '0', text);
            text.setLength(0);
        } else if (name.equals("pre")) {
            page.code(text);
            text.setLength(0);
            preformatted = false;
        }
        flush();
        if (name.equals("ul") || name.equals("ol")) {
            numbers.poll();
        } else if (name.equals("li")) {
            inItem = false;
            marker = "";
        }
    }

    /** What was gathered becomes a block; of an item only its first one. */
    private void flush() {
        if (isBlank()) {
            if (!preformatted) {
                text.setLength(0);
            }
            return;
        }
        if (preformatted) {
            return; // tags within code only colour it
        }
        if (inItem) {
            page.listItem(marker + text.toString().strip());
            inItem = false;
            marker = "";
        } else {
            page.paragraph(text);
        }
        text.setLength(0);
    }

    static boolean isLeftOut(Element element) {
        String name = element.normalName();
        return LEFT_OUT.contains(name)
                || name.equals("footer")
                        && element.parents().select("article, main, section").isEmpty()
                || ROLES_LEFT_OUT.contains(element.attr("role").toLowerCase(Locale.ROOT))
                || element.hasAttr("hidden")
                || element.attr("aria-hidden").equals("true")
                || element.hasAttr("style")
                        && HIDDEN.matcher(element.attr("style")).find();
    }
}
