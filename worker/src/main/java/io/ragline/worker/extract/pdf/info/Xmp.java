package io.ragline.worker.extract.pdf.info;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What XMP metadata (ISO 16684-1) says: the first title, author and language, and the date. Of a document type
 * declaration nothing is taken, no entity and no file.
 *
 * @param author the first one
 */
record Xmp(
        @Nullable String title,
        @Nullable String author,
        @Nullable String language,
        @Nullable Instant created) {
    static final Xmp NONE = new Xmp(null, null, null, null);

    /** More than the packets that programs write; a longer one is cut, and then no well-formed XML. */
    private static final int MAX_BYTES = 1 << 20;

    private static final String DUBLIN_CORE = "http://purl.org/dc/elements/1.1/";
    private static final String BASIC = "http://ns.adobe.com/xap/1.0/";
    private static final String RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    /** @throws IOException if it is no well-formed XML */
    static Xmp read(InputStream in) throws IOException {
        byte[] bytes;
        try (in) {
            bytes = in.readNBytes(MAX_BYTES);
        }
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            return new Reading(factory.createXMLStreamReader(new ByteArrayInputStream(bytes))).read();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** One pass over a packet. */
    private static final class Reading {
        private final XMLStreamReader xml;
        private @Nullable String title;
        private @Nullable String author;
        private @Nullable String language;
        private @Nullable Instant created;

        Reading(XMLStreamReader xml) {
            this.xml = xml;
        }

        Xmp read() throws XMLStreamException {
            String property = "";
            StringBuilder text = new StringBuilder();
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        readAttributes();
                        if (!RDF.equals(xml.getNamespaceURI())) {
                            property = property();
                        }
                        text.setLength(0);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        take(property, text.toString().strip());
                        text.setLength(0);
                    }
                    default -> {}
                }
            }
            return new Xmp(title, author, language, created);
        }

        private String property() {
            String namespace = xml.getNamespaceURI();
            return DUBLIN_CORE.equals(namespace) || BASIC.equals(namespace) ? xml.getLocalName() : "";
        }

        private void readAttributes() {
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                if (BASIC.equals(xml.getAttributeNamespace(i))) {
                    take(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
            }
        }

        private void take(String property, String value) {
            if (value.isEmpty()) {
                return;
            }
            switch (property) {
                case "title" -> title = title == null ? value : title;
                case "creator" -> author = author == null ? value : author;
                case "language" -> language = language == null ? value : language;
                case "CreateDate" ->
                    created = created == null
                            ? date(value).flatMap(PlainValues::plausible).orElse(null)
                            : created;
                default -> {}
            }
        }

        /** A date with or without time and zone. */
        private static Optional<Instant> date(String value) {
            try {
                if (value.length() <= 10) {
                    String day = value + "-01-01".substring(Math.min(6, Math.max(0, value.length() - 4)));
                    return Optional.of(
                            LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant());
                }
                boolean zone = value.endsWith("Z") || value.lastIndexOf('+') > 10 || value.lastIndexOf('-') > 10;
                return Optional.of(
                        zone
                                ? OffsetDateTime.parse(value).toInstant()
                                : LocalDateTime.parse(value).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
