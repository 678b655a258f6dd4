package io.ragline.worker.extract.office;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** How WordprocessingML writes things. */
final class Word {
    private Word() {}

    /** By its local name: its namespace differs between editions of the standard. */
    static @Nullable String attribute(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name)) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    static int number(@Nullable String text, int otherwise) {
        try {
            return text == null ? otherwise : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    /** Of an element that says yes by being there, unless its value says no. */
    static boolean isOn(@Nullable String value) {
        return value == null || !(value.equals("0") || value.equals("false") || value.equals("off"));
    }

    /** WordprocessingML itself, and not drawings within it. */
    static boolean isWord(String namespace) {
        return namespace.contains("wordprocessingml") && !namespace.contains("rawing");
    }
}
