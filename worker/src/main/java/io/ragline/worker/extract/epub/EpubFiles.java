package io.ragline.worker.extract.epub;

import io.ragline.worker.extract.container.ZipContainer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The files of a book. */
final class EpubFiles {
    private static final int LARGEST = 32 << 20;
    private static final int DEEPEST = 500;

    private final ZipContainer zip;

    EpubFiles(ZipContainer zip) {
        this.zip = zip;
    }

    byte[] content(String name) throws IOException {
        try (InputStream in = zip.open(name)) {
            if (in == null) {
                throw new FileNotFoundException(name + " is missing in it");
            }
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException("%s has more than %,d bytes".formatted(name, LARGEST));
            }
            return content;
        }
    }

    /** By a parser that knows of no entity but its own few, and reads what isn't well-formed too. */
    Document xml(String name) throws IOException {
        return Jsoup.parse(
                new String(content(name), StandardCharsets.UTF_8),
                "",
                Parser.xmlParser().setMaxDepth(DEEPEST));
    }

    boolean has(String name) {
        return zip.has(name);
    }

    /** Fonts are scrambled in many books that anybody may read; other files never are without a protection. */
    boolean areEncrypted() throws IOException {
        if (!zip.has("META-INF/encryption.xml")) {
            return false;
        }
        for (Element entry : xml("META-INF/encryption.xml").getAllElements()) {
            String uri = localName(entry).equals("CipherReference") ? entry.attr("URI") : "";
            if (uri.matches("(?i).*\\.(?:x?html?|xml|opf|ncx)")) {
                return true;
            }
        }
        return false;
    }

    static String localName(Element element) {
        String name = element.tagName();
        return name.substring(name.indexOf(':') + 1);
    }

    /** The name of the file that {@code link} in the file {@code from} leads to, without what follows a {@code #}. */
    static String resolved(String from, String link) {
        try {
            String path = new URI(null, null, "/" + from.substring(0, from.lastIndexOf('/') + 1), null)
                    .resolve(link.replace(" ", "%20"))
                    .getPath();
            return path == null ? link : path.replaceFirst("^/+", "");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return link; // which leads to no file
        }
    }
}
