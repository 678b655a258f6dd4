package io.ragline.worker.extract.container;

import java.io.IOException;
import java.util.Objects;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML that can't be read: damaged, or built to do harm. */
public final class XmlException extends IOException {
    private static final long serialVersionUID = 1;

    XmlException(SAXException e) {
        super(message(e), e);
    }

    private static String message(SAXException e) {
        String why = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
        return e instanceof SAXParseException at ? "line %d: %s".formatted(at.getLineNumber(), why) : why;
    }
}
