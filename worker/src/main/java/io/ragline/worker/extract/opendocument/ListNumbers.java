package io.ragline.worker.extract.opendocument;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** Counts the items of lists. */
final class ListNumbers {
    private static final int NOT_SET = -1;
    private static final int MAX_LISTS = 10_000;

    private final Styles styles;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<String, Integer> reached = new HashMap<>();

    private static final class Open {
        private final String style;
        private int next = NOT_SET;
        private boolean fresh;

        Open(String style) {
            this.style = style;
        }
    }

    ListNumbers(Styles styles) {
        this.styles = styles;
    }

    void start(Attributes attributes) {
        String style = Attribute.of(attributes, "style-name");
        Open holder = open.peek();
        Open list = new Open(style != null ? style : holder == null ? "" : holder.style);
        if ("true".equals(Attribute.of(attributes, "continue-numbering"))
                || Attribute.of(attributes, "continue-list") != null) {
            list.next = reached.getOrDefault(list.style, NOT_SET);
        }
        open.push(list);
    }

    void startItem(Attributes attributes) {
        Open list = open.peek();
        if (list != null) {
            list.fresh = true;
            list.next = Attribute.number(attributes, "start-value", list.next);
        }
    }

    /** It has no number. */
    void startHeader() {
        Open list = open.peek();
        if (list != null) {
            list.fresh = false;
        }
    }

    void end() {
        Open list = open.poll();
        if (list != null && list.next != NOT_SET && reached.size() < MAX_LISTS) {
            reached.put(list.style, list.next);
        }
    }

    /** What stands before the paragraph if it begins an item; null if it doesn't. */
    @Nullable
    String marker() {
        Open list = open.peek();
        if (list == null || !list.fresh) {
            return null;
        }
        list.fresh = false;
        Styles.NumberFormat format = styles.numbering(list.style, open.size());
        if (format == null) {
            return "";
        }
        int number = list.next == NOT_SET ? format.start() : list.next;
        list.next = number + 1;
        return Objects.requireNonNull(format).of(number) + " ";
    }
}
