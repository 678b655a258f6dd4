package io.ragline.worker.extract.pdf.table;

/** A rectangle, y growing downwards. */
record Area(float left, float top, float right, float bottom) {

    float width() {
        return right - left;
    }

    float height() {
        return bottom - top;
    }

    boolean holds(Word word) {
        float x = word.centreAcross();
        float y = word.centreDown();
        return x >= left && x <= right && y >= top && y <= bottom;
    }

    boolean overlaps(Area other) {
        return Math.min(right, other.right) > Math.max(left, other.left)
                && Math.min(bottom, other.bottom) > Math.max(top, other.top);
    }

    boolean overlapsAcross(float from, float to) {
        return Math.min(right, to) > Math.max(left, from);
    }

    Area with(Area other) {
        return new Area(
                Math.min(left, other.left),
                Math.min(top, other.top),
                Math.max(right, other.right),
                Math.max(bottom, other.bottom));
    }
}
