package io.ragline.worker.extract.pdf;

import io.ragline.worker.extract.pdf.table.Ruling;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSNumber;
import org.apache.pdfbox.util.Matrix;

/**
 * The straight lines across and down that a page's content draws, thin filled rectangles among them, and the edges of
 * its coloured areas. What is white on white is left out. In the page's own space: x to the right, y upwards.
 */
final class DrawnLines {
    /** A map or a plot draws more; it holds no table that they would show. */
    private static final int MAX_LINES = 60_000;

    private static final int MAX_POINTS = 20_000;
    private static final int MAX_SAVED = 1_000;
    private static final float FAR_OUTSIDE = 20_000;
    private static final float THIN = 3f;
    private static final float MIN_AREA_SIDE = 4f;
    private static final float SKEW = 1f;

    /** What of the graphics state says how a line looks. */
    private record Pen(float width, boolean whiteStroke, boolean whiteFill) {}

    private final Deque<Pen> saved = new ArrayDeque<>();
    private final List<float[]> subpaths = new ArrayList<>();
    private final List<Ruling> lines = new ArrayList<>();
    private final List<float[]> areas = new ArrayList<>();
    private Pen pen = new Pen(1, false, false);
    private float[] open = new float[64];
    private int openLength;
    private int points;

    void clear() {
        saved.clear();
        lines.clear();
        areas.clear();
        pen = new Pen(1, false, false);
        endPath();
    }

    /**
     * None if there are too many to be those of tables.
     *
     * @param originX from where to measure
     */
    List<Ruling> lines(float originX, float originY) {
        if (lines.size() >= MAX_LINES || !Float.isFinite(originX + originY)) {
            return List.of();
        }
        List<Ruling> moved = new ArrayList<>(lines.size());
        for (Ruling r : lines) {
            float at = r.at() - (r.horizontal() ? originY : originX);
            float along = r.horizontal() ? originX : originY;
            moved.add(new Ruling(r.horizontal(), at, r.from() - along, r.to() - along, r.weight()));
        }
        return moved;
    }

    /** @param toPage from the operator's space to the page's */
    void read(String operator, List<COSBase> operands, Matrix toPage) {
        if (lines.size() >= MAX_LINES) {
            return;
        }
        switch (operator) {
            case "m" -> {
                endSubpath();
                addPoint(operands, 0, toPage);
            }
            case "l" -> addPoint(operands, 0, toPage);
            case "c" -> addCurve(operands, 4, toPage);
            case "v", "y" -> addCurve(operands, 2, toPage);
            case "h" -> closeSubpath();
            case "re" -> addRectangle(operands, toPage);
            case "S" -> stroke(toPage);
            case "s" -> {
                closeSubpath();
                stroke(toPage);
            }
            case "f", "F", "f*" -> fill();
            case "B", "B*", "b", "b*" -> {
                // the edges of the area are the lines
                if (operator.charAt(0) == 'b') {
                    closeSubpath();
                }
                stroke(toPage);
            }
            case "n" -> endPath();
            default -> readState(operator, operands);
        }
    }

    private void readState(String operator, List<COSBase> operands) {
        switch (operator) {
            case "q" -> {
                if (saved.size() < MAX_SAVED) {
                    saved.push(pen);
                }
            }
            case "Q" -> pen = saved.isEmpty() ? pen : saved.pop();
            case "w" -> pen = new Pen(number(operands, 0), pen.whiteStroke, pen.whiteFill);
            case "G", "RG", "K", "SC", "SCN", "CS" -> pen = new Pen(pen.width, isWhite(operands), pen.whiteFill);
            case "g", "rg", "k", "sc", "scn", "cs" -> pen = new Pen(pen.width, pen.whiteStroke, isWhite(operands));
            default -> {}
        }
    }

    private static boolean isWhite(List<COSBase> operands) {
        float white = operands.size() == 4 ? 0 : 1;
        return !operands.isEmpty()
                && operands.stream()
                        .allMatch(o -> o instanceof COSNumber n && Math.abs(n.floatValue() - white) < 0.02f);
    }

    private static float number(List<COSBase> operands, int index) {
        return index < operands.size() && operands.get(index) instanceof COSNumber n ? n.floatValue() : Float.NaN;
    }

    private void addPoint(List<COSBase> operands, int index, Matrix toPage) {
        addPoint(number(operands, index), number(operands, index + 1), toPage);
    }

    private void addPoint(float x, float y, Matrix toPage) {
        if (++points > MAX_POINTS) {
            return;
        }
        if (openLength + 2 > open.length) {
            open = Arrays.copyOf(open, 2 * open.length);
        }
        open[openLength++] = x * toPage.getScaleX() + y * toPage.getShearX() + toPage.getTranslateX();
        open[openLength++] = x * toPage.getShearY() + y * toPage.getScaleY() + toPage.getTranslateY();
    }

    /** What comes before a curve and after it are subpaths of their own: the curve itself is no line. */
    private void addCurve(List<COSBase> operands, int end, Matrix toPage) {
        endSubpath();
        addPoint(operands, end, toPage);
    }

    private void addRectangle(List<COSBase> operands, Matrix toPage) {
        endSubpath();
        float x = number(operands, 0);
        float y = number(operands, 1);
        float width = number(operands, 2);
        float height = number(operands, 3);
        addPoint(x, y, toPage);
        addPoint(x + width, y, toPage);
        addPoint(x + width, y + height, toPage);
        addPoint(x, y + height, toPage);
        closeSubpath();
    }

    private void closeSubpath() {
        if (openLength >= 4) {
            addRaw(open[0], open[1]);
        }
        endSubpath();
    }

    private void addRaw(float x, float y) {
        addPoint(x, y, new Matrix());
    }

    private void endSubpath() {
        if (openLength >= 4) {
            subpaths.add(Arrays.copyOf(open, openLength));
        }
        openLength = 0;
    }

    private void endPath() {
        subpaths.clear();
        openLength = 0;
        points = 0;
    }

    private void stroke(Matrix toPage) {
        endSubpath();
        float scale = (float)
                Math.sqrt(Math.abs(toPage.getScaleX() * toPage.getScaleY() - toPage.getShearX() * toPage.getShearY()));
        float width = Math.abs(pen.width * scale);
        for (float[] path : subpaths) {
            for (int i = 0; i + 3 < path.length; i += 2) {
                line(path[i], path[i + 1], path[i + 2], path[i + 3], width);
            }
        }
        endPath();
    }

    private void line(float x1, float y1, float x2, float y2, float width) {
        float left = Math.min(x1, x2);
        float right = Math.max(x1, x2);
        float bottom = Math.min(y1, y2);
        float top = Math.max(y1, y2);
        if (width > THIN) {
            // a bar, drawn as a thick line
            boolean flat = top - bottom <= SKEW;
            float half = width / 2;
            addArea(
                    flat ? left : left - half,
                    flat ? bottom - half : bottom,
                    flat ? right : right + half,
                    flat ? top + half : top,
                    false);
        } else if (!pen.whiteStroke || onArea(left, bottom, right, top)) {
            addLine(left, bottom, right, top, Math.max(0.1f, width));
        }
    }

    private void fill() {
        endSubpath();
        for (float[] path : subpaths) {
            if (isRectangle(path)) {
                float left = Math.min(path[0], path[4]);
                float bottom = Math.min(path[1], path[5]);
                float right = Math.max(path[0], path[4]);
                float top = Math.max(path[1], path[5]);
                addArea(left, bottom, right, top, pen.whiteFill);
            }
        }
        endPath();
    }

    private static boolean isRectangle(float[] path) {
        if (path.length != 8 && !(path.length == 10 && path[0] == path[8] && path[1] == path[9])) {
            return false;
        }
        boolean flatFirst =
                near(path[1], path[3]) && near(path[2], path[4]) && near(path[5], path[7]) && near(path[6], path[0]);
        boolean steepFirst =
                near(path[0], path[2]) && near(path[3], path[5]) && near(path[4], path[6]) && near(path[7], path[1]);
        return flatFirst || steepFirst;
    }

    private static boolean near(float one, float other) {
        return Math.abs(one - other) < 0.1f;
    }

    private void addArea(float left, float bottom, float right, float top, boolean white) {
        float width = right - left;
        float height = top - bottom;
        if (Math.min(width, height) <= THIN) {
            if (!white || onArea(left, bottom, right, top)) {
                addLine(left, bottom, right, top, Math.min(width, height));
            }
        } else if (!white && Math.min(width, height) >= MIN_AREA_SIDE) {
            areas.add(new float[] {left, bottom, right, top});
            add(true, bottom, left, right, 0);
            add(true, top, left, right, 0);
            add(false, left, bottom, top, 0);
            add(false, right, bottom, top, 0);
        }
    }

    /** Whether it is drawn on something coloured, of which the last few areas are looked at. */
    private boolean onArea(float left, float bottom, float right, float top) {
        for (int i = areas.size() - 1; i >= Math.max(0, areas.size() - 200); i--) {
            float[] area = areas.get(i);
            if (left < area[2] && right > area[0] && bottom < area[3] && top > area[1]) {
                return true;
            }
        }
        return false;
    }

    private void addLine(float left, float bottom, float right, float top, float weight) {
        float width = right - left;
        float height = top - bottom;
        if (width >= height && height <= Math.max(SKEW, THIN)) {
            add(true, (bottom + top) / 2, left, right, weight);
        } else if (width <= Math.max(SKEW, THIN)) {
            add(false, (left + right) / 2, bottom, top, weight);
        }
    }

    private void add(boolean horizontal, float at, float from, float to, float weight) {
        boolean placed = Math.abs(at) < FAR_OUTSIDE && Math.abs(from) < FAR_OUTSIDE && Math.abs(to) < FAR_OUTSIDE;
        if (placed && lines.size() < MAX_LINES) {
            lines.add(new Ruling(horizontal, at, from, to, Float.isFinite(weight) ? weight : 0));
        }
    }
}
