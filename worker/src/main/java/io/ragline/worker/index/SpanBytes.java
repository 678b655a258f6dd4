package io.ragline.worker.index;

import io.ragline.model.Box;
import io.ragline.model.PageSpan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a chunk in a few bytes each: what they say is as in the span before, mostly, since the lines of a paragraph
 * stand one under the other. A span is a byte of flags, the length, and what differs. Boxes are kept to a quarter of a point.
 * One object writes or reads one chunk.
 */
public final class SpanBytes {
    private static final float UNITS_PER_POINT = 4;

    private static final int OTHER_PAGE = 1;
    private static final int HAS_BOX = 1 << 1;
    private static final int OTHER_GAP = 1 << 2;
    private static final int OTHER_X = 1 << 3;
    private static final int OTHER_STEP = 1 << 4;
    private static final int OTHER_WIDTH = 1 << 5;
    private static final int OTHER_HEIGHT = 1 << 6;

    /** Between two lines there is a space. */
    private static final int USUAL_GAP = 1;

    // of the span before
    private int page;
    private @Nullable String label;
    private int end = -USUAL_GAP;
    private int x;
    private int y;
    private int step;
    private int width;
    private int height;

    /** Writes the number of spans, and the spans. */
    public void write(List<PageSpan> spans, DataOutput out) throws IOException {
        out.writeVInt(spans.size());
        for (PageSpan span : spans) {
            write(span, out);
        }
    }

    private void write(PageSpan span, DataOutput out) throws IOException {
        Box box = span.box();
        int flags = span.page() == page && Objects.equals(span.label(), label) ? 0 : OTHER_PAGE;
        flags |= span.start() == end + USUAL_GAP ? 0 : OTHER_GAP;
        if (box != null) {
            flags |= HAS_BOX | changes(box);
        }
        out.writeByte((byte) flags);
        out.writeVInt(span.end() - span.start());
        if (has(flags, OTHER_PAGE)) {
            out.writeZInt(span.page() - page);
            writeLabel(span.label(), out);
        }
        if (has(flags, OTHER_GAP)) {
            out.writeZInt(span.start() - end);
        }
        page = span.page();
        label = span.label();
        end = span.end();
        if (box != null) {
            write(box, flags, out);
        }
    }

    private int changes(Box box) {
        return (units(box.x()) == x ? 0 : OTHER_X)
                | (units(box.y()) - y == step ? 0 : OTHER_STEP)
                | (units(box.width()) == width ? 0 : OTHER_WIDTH)
                | (units(box.height()) == height ? 0 : OTHER_HEIGHT);
    }

    private void write(Box box, int flags, DataOutput out) throws IOException {
        if (has(flags, OTHER_X)) {
            out.writeZInt(units(box.x()) - x);
        }
        if (has(flags, OTHER_STEP)) {
            out.writeZInt(units(box.y()) - y);
        }
        if (has(flags, OTHER_WIDTH)) {
            out.writeZInt(units(box.width()) - width);
        }
        if (has(flags, OTHER_HEIGHT)) {
            out.writeZInt(units(box.height()) - height);
        }
        step = units(box.y()) - y;
        x = units(box.x());
        y = units(box.y());
        width = units(box.width());
        height = units(box.height());
    }

    /** Reads what {@link #write} wrote. */
    public List<PageSpan> read(DataInput in) throws IOException {
        int count = in.readVInt();
        List<PageSpan> spans = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            spans.add(readSpan(in));
        }
        return spans;
    }

    private PageSpan readSpan(DataInput in) throws IOException {
        int flags = in.readByte();
        int length = in.readVInt();
        if (has(flags, OTHER_PAGE)) {
            page += in.readZInt();
            label = readLabel(in);
        }
        int start = end + (has(flags, OTHER_GAP) ? in.readZInt() : USUAL_GAP);
        end = start + length;
        return new PageSpan(page, label, start, end, has(flags, HAS_BOX) ? readBox(flags, in) : null);
    }

    private Box readBox(int flags, DataInput in) throws IOException {
        x += has(flags, OTHER_X) ? in.readZInt() : 0;
        step = has(flags, OTHER_STEP) ? in.readZInt() : step;
        y += step;
        width += has(flags, OTHER_WIDTH) ? in.readZInt() : 0;
        height += has(flags, OTHER_HEIGHT) ? in.readZInt() : 0;
        return new Box(points(x), points(y), points(width), points(height));
    }

    private static void writeLabel(@Nullable String label, DataOutput out) throws IOException {
        out.writeByte((byte) (label == null ? 0 : 1));
        if (label != null) {
            out.writeString(label);
        }
    }

    private static @Nullable String readLabel(DataInput in) throws IOException {
        return in.readByte() == 0 ? null : in.readString();
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static int units(float points) {
        return Math.round(points * UNITS_PER_POINT);
    }

    private static float points(int units) {
        return units / UNITS_PER_POINT;
    }
}
