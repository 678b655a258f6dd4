package io.ragline.worker.extract.opendocument;

import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/** Reading attributes by their local names, which are clear enough. */
final class Attribute {
    private Attribute() {}

    static @Nullable String of(Attributes attributes, String name) {
        for (int i = 0; i < attributes.getLength(); i++) {
            if (attributes.getLocalName(i).equals(name)) {
                return attributes.getValue(i);
            }
        }
        return null;
    }

    static int number(Attributes attributes, String name, int otherwise) {
        String text = of(attributes, name);
        return text != null && text.matches("\\d{1,9}") ? Integer.parseInt(text) : otherwise;
    }
}
