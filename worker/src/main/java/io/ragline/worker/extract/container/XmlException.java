package io.ragline.worker.extract.container;

import java.io.IOException;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** XML that can't be read: damaged, or built to do harm. */
public final class XmlException extends IOException {
    private static final long serialVersionUID = 1;
    private static final Pattern LIMIT = Pattern.compile("\\s*JAXP000100(\\d\\d)");

    XmlException(SAXException e) {
        super(message(e), e);
    }

    private static String message(SAXException e) {
        String why = plain(Objects.requireNonNullElse(e.getMessage(), "its XML can't be read"));
        return e instanceof SAXParseException at ? "line %d: %s".formatted(at.getLineNumber(), why) : why;
    }

    /** The JDK tells of its limits by codes and the names of its settings (jaxp.properties, "JAXP000100…"). */
    private static String plain(String why) {
        Matcher limit = LIMIT.matcher(why);
        if (!limit.lookingAt()) {
            return why;
        }
        return switch (limit.group(1)) {
            case "01", "03", "04", "08" -> "its entities stand for more text than is expanded";
            case "06" -> "its elements are nested too deep";
            case "02" -> "an element has too many attributes";
            case "07" -> "a name in it is too long";
            default -> "it goes beyond what is read of XML";
        };
    }
}
