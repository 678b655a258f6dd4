package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Area;
import java.awt.geom.Point2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.pdfbox.contentstream.PDFGraphicsStreamEngine;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;

/**
 * Tells ruled tables from others by what a page draws, whatever the product makes of it: a table is ruled if vertical
 * lines, or the sides of boxes, part at least half of its columns over at least half of its height. Pages are taken as
 * they are drawn, not as they are turned.
 */
final class DrawnRules extends PDFGraphicsStreamEngine {
    private static final double SAME = 2;
    private static final int MAX_LINES = 100_000;

    /** A stretch of a vertical line, in PDF's space. */
    private record Upright(double x, double bottom, double top) {}

    private final List<Upright> uprights = new ArrayList<>();
    private final List<Upright> path = new ArrayList<>();
    private Point2D current = new Point2D.Double();

    private DrawnRules(PDPage page) {
        super(page);
    }

    /**
     * @param area of the table, y from the top of the page
     * @param columns how many it has
     */
    static boolean rule(PDPage page, Area area, int columns) throws IOException {
        DrawnRules drawn = new DrawnRules(page);
        drawn.processPage(page);
        double pageTop = page.getCropBox().getUpperRightY();
        double pageLeft = page.getCropBox().getLowerLeftX();
        TreeMap<Double, Double> heights = new TreeMap<>();
        for (Upright upright : drawn.uprights) {
            double x = upright.x() - pageLeft;
            double shared =
                    Math.min(pageTop - upright.bottom(), area.bottom()) - Math.max(pageTop - upright.top(), area.top());
            if (shared > 0 && x > area.left() + SAME && x < area.right() - SAME) {
                Double near = heights.floorKey(x + SAME);
                heights.merge(near == null || near < x - SAME ? x : near, shared, Double::sum);
            }
        }
        double half = (area.bottom() - area.top()) / 2;
        long lines = heights.values().stream().filter(h -> h >= half).count();
        return lines >= (columns - 1) / 2.0 && lines > 0;
    }

    private void line(Point2D from, Point2D to) {
        if (Math.abs(from.getX() - to.getX()) < 1 && path.size() < MAX_LINES) {
            path.add(new Upright(from.getX(), Math.min(from.getY(), to.getY()), Math.max(from.getY(), to.getY())));
        }
    }

    private void paint() {
        if (uprights.size() < MAX_LINES) {
            uprights.addAll(path);
        }
        path.clear();
    }

    @Override
    public void appendRectangle(Point2D p0, Point2D p1, Point2D p2, Point2D p3) {
        line(p0, p1);
        line(p1, p2);
        line(p2, p3);
        line(p3, p0);
    }

    @Override
    public void moveTo(float x, float y) {
        current = new Point2D.Double(x, y);
    }

    @Override
    public void lineTo(float x, float y) {
        Point2D next = new Point2D.Double(x, y);
        line(current, next);
        current = next;
    }

    @Override
    public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
        current = new Point2D.Double(x3, y3);
    }

    @Override
    public Point2D getCurrentPoint() {
        return current;
    }

    @Override
    public void strokePath() {
        paint();
    }

    @Override
    public void fillPath(int windingRule) {
        paint();
    }

    @Override
    public void fillAndStrokePath(int windingRule) {
        paint();
    }

    @Override
    public void endPath() {
        path.clear();
    }

    @Override
    public void closePath() {
        // its last line is seldom a table's
    }

    @Override
    public void clip(int windingRule) {
        // what is cut off doesn't matter for telling ruled tables from others
    }

    @Override
    public void drawImage(PDImage image) {
        // no line
    }

    @Override
    public void shadingFill(COSName shadingName) {
        // no line
    }
}
