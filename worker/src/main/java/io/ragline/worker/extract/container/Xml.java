package io.ragline.worker.extract.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses XML by events. Entities are expanded only as far as the JDK's secure processing goes; nothing outside of the
 * document is read, neither DTD nor entity nor schema.
 */
public final class Xml {
    private static final String JDK = "http://www.oracle.com/xml/jaxp/properties/";
    private static final int MAX_DEPTH = 1_000;

    private Xml() {}

    /**
     * Parses {@code in}, which is closed then.
     *
     * @throws XmlException if it is not well-formed or breaks a limit
     */
    public static void parse(InputStream in, DefaultHandler handler) throws IOException {
        try (in) {
            SAXParser parser = parser();
            parser.parse(new InputSource(in), new Closed(handler));
        } catch (SAXException e) {
            throw new XmlException(e);
        }
    }

    private static SAXParser parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setValidating(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            SAXParser parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            parser.setProperty(JDK + "maxElementDepth", Integer.toString(MAX_DEPTH));
            parser.setProperty(JDK + "entityExpansionLimit", "1000");
            parser.setProperty(JDK + "totalEntitySizeLimit", "1000000");
            return parser;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's parser lacks a setting that it documents", e);
        }
    }

    /** Passes all on, and answers whatever the document asks for from outside with nothing. */
    private static final class Closed extends DefaultHandler {
        private final DefaultHandler handler;

        Closed(DefaultHandler handler) {
            this.handler = handler;
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new StringReader(""));
        }

        @Override
        public void startDocument() throws SAXException {
            handler.startDocument();
        }

        @Override
        public void endDocument() throws SAXException {
            handler.endDocument();
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            handler.startElement(uri, name, qualified, attributes);
        }

        @Override
        public void endElement(String uri, String name, String qualified) throws SAXException {
            handler.endElement(uri, name, qualified);
        }

        @Override
        public void characters(char[] text, int from, int length) throws SAXException {
            handler.characters(text, from, length);
        }

        @Override
        public void ignorableWhitespace(char[] text, int from, int length) throws SAXException {
            handler.characters(text, from, length);
        }

        @Override
        public void error(SAXParseException e) {
            // of a document that isn't valid, which matters to no reader
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
