package io.ragline.worker.extract.rtf;

import io.ragline.worker.extract.rtf.RtfGroup.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Control words that say where the text of their group goes. */
final class RtfPlaces {
    /** What these groups hold is no text, or stands on every page, or is shown by another group as well. */
    private static final Set<String> NO_TEXT = Set.of(
            "colortbl",
            "pict",
            "objdata",
            "objclass",
            "objname",
            "header",
            "headerl",
            "headerr",
            "headerf",
            "footer",
            "footerl",
            "footerr",
            "footerf",
            "fldinst",
            "filetbl",
            "listtable",
            "listoverridetable",
            "revtbl",
            "rsidtbl",
            "generator",
            "themedata",
            "colorschememapping",
            "datastore",
            "latentstyles",
            "xmlnstbl",
            "bkmkstart",
            "bkmkend",
            "nonshppict",
            "shprslt",
            "sp",
            "ftnsep",
            "ftnsepc",
            "aftnsep",
            "aftncn",
            "ftncn",
            "atnauthor",
            "atnid",
            "atnref",
            "atndate",
            "atntime",
            "atnparent",
            "atrfstart",
            "atrfend",
            "tc",
            "tcn",
            "xe",
            "rxe",
            "falt",
            "panose",
            "mmathPr",
            "wgrffmtfilter",
            "userprops",
            "docvar",
            "formfield",
            "private",
            "ud");

    private RtfPlaces() {}

    /** Null for any other word. */
    static @Nullable Place of(String word) {
        if (NO_TEXT.contains(word)) {
            return Place.NOWHERE;
        }
        return switch (word) {
            case "fonttbl" -> Place.FONTS;
            case "stylesheet" -> Place.STYLES;
            case "info" -> Place.INFO;
            case "footnote" -> Place.FOOTNOTE;
            case "annotation" -> Place.COMMENT;
            case "listtext", "pntext" -> Place.LIST_NUMBER;
            default -> null;
        };
    }
}
