package io.ragline.worker.extract.rtf;

/** What holds within a group of RTF; a group that opens within another begins with what holds there. */
final class RtfGroup {
    /** Where the text of a group goes. */
    enum Place {
        TEXT,
        NOWHERE,
        FONTS,
        STYLES,
        INFO,
        FOOTNOTE,
        COMMENT,
        LIST_NUMBER
    }

    Place place = Place.TEXT;
    /** The last control word that named a place, for those that hold single values. */
    String value = "";

    boolean hidden;
    boolean deleted;
    int font;
    int skippedAfterUnicode = 1;

    RtfGroup inner() {
        RtfGroup inner = new RtfGroup();
        inner.place = place;
        inner.value = value;
        inner.hidden = hidden;
        inner.deleted = deleted;
        inner.font = font;
        inner.skippedAfterUnicode = skippedAfterUnicode;
        return inner;
    }

    boolean isShown() {
        return !hidden && !deleted && place != Place.NOWHERE;
    }
}
