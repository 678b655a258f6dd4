package io.ragline.worker.extract.pdf;

import io.ragline.model.Box;
import io.ragline.model.TextBlock;
import io.ragline.model.TextLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where among the blocks of a page a picture belongs: next to the text of its column that stands nearest. */
final class PicturePlace {
    private PicturePlace() {}

    /** The index at which it is to be inserted. */
    static int of(Box picture, List<TextBlock> blocks) {
        int place = -1;
        float nearest = Float.MAX_VALUE;
        for (int i = 0; i < blocks.size(); i++) {
            Box block = bounds(blocks.get(i));
            if (block == null || !overlapAcross(picture, block)) {
                continue;
            }
            boolean above = middle(block) < middle(picture);
            float gap =
                    above ? picture.y() - (block.y() + block.height()) : block.y() - (picture.y() + picture.height());
            if (Math.max(0, gap) < nearest) {
                nearest = Math.max(0, gap);
                place = above ? i + 1 : i;
            }
        }
        return place >= 0 ? place : byHeight(picture, blocks);
    }

    private static int byHeight(Box picture, List<TextBlock> blocks) {
        for (int i = 0; i < blocks.size(); i++) {
            Box block = bounds(blocks.get(i));
            if (block != null && block.y() > picture.y()) {
                return i;
            }
        }
        return blocks.size();
    }

    private static float middle(Box box) {
        return box.y() + box.height() / 2;
    }

    private static boolean overlapAcross(Box one, Box other) {
        return Math.min(one.x() + one.width(), other.x() + other.width()) > Math.max(one.x(), other.x());
    }

    private static @Nullable Box bounds(TextBlock block) {
        if (block.lines().isEmpty()) {
            return null;
        }
        float left = Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (TextLine line : block.lines()) {
            Box box = line.box();
            left = Math.min(left, box.x());
            top = Math.min(top, box.y());
            right = Math.max(right, box.x() + box.width());
            bottom = Math.max(bottom, box.y() + box.height());
        }
        return new Box(left, top, right - left, bottom - top);
    }
}
