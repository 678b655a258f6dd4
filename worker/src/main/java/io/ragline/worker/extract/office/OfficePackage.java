package io.ragline.worker.extract.office;

import io.ragline.model.DocumentInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.container.Xml;
import io.ragline.worker.extract.container.ZipContainer;
import io.ragline.worker.extract.page.InfoBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** A package of parts that point to each other (ECMA-376 part 2). */
final class OfficePackage implements Closeable {
    private static final int MAX_RELATIONSHIPS = 100_000;

    private final ZipContainer zip;

    private OfficePackage(ZipContainer zip) {
        this.zip = zip;
    }

    static OfficePackage open(Path file) throws IOException {
        return new OfficePackage(ZipContainer.open(file));
    }

    /** The part that the others hang on. */
    String mainPart() throws IOException {
        return byType("", "officeDocument")
                .findFirst()
                .filter(zip::has)
                .orElseThrow(() -> new RaglineException(
                        ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: its main part is missing"));
    }

    /** The names of parts that {@code part} points to by relationships of that type. */
    Stream<String> byType(String part, String type) throws IOException {
        return relationships(part).values().stream()
                .filter(each -> each.type().equals(type) && !each.external())
                .map(Relationship::target);
    }

    /** By their ids, in order; those of the package itself for the part {@code ""}. */
    Map<String, Relationship> relationships(String part) throws IOException {
        int slash = part.lastIndexOf('/') + 1;
        String folder = part.substring(0, slash);
        InputStream in = zip.open(folder + "_rels/" + part.substring(slash) + ".rels");
        Map<String, Relationship> found = new LinkedHashMap<>();
        if (in == null) {
            return found;
        }
        Xml.parse(in, new DefaultHandler() {
            @Override
            public void startElement(String uri, String name, String qualified, Attributes attributes) {
                if (name.equals("Relationship") && found.size() < MAX_RELATIONSHIPS) {
                    String id = Objects.requireNonNullElse(attributes.getValue("Id"), "");
                    found.put(id, relationship(id, folder, attributes));
                }
            }
        });
        return found;
    }

    private static Relationship relationship(String id, String folder, Attributes attributes) {
        String type = Objects.requireNonNullElse(attributes.getValue("Type"), "");
        String target = Objects.requireNonNullElse(attributes.getValue("Target"), "");
        boolean external = "External".equals(attributes.getValue("TargetMode"));
        return new Relationship(
                id, type.substring(type.lastIndexOf('/') + 1), external ? target : resolved(folder, target), external);
    }

    private static String resolved(String folder, String target) {
        try {
            String path = new URI("/" + folder)
                    .resolve(target.replace('\\', '/').replace(" ", "%20"))
                    .getPath();
            return path == null ? target : path.replaceFirst("^/+", "");
        } catch (URISyntaxException | IllegalArgumentException e) {
            return target; // a name that is no path leads to no part
        }
    }

    boolean has(String part) {
        return zip.has(part);
    }

    /** Null if there is no such part. */
    @Nullable
    InputStream open(String part) throws IOException {
        return zip.open(part);
    }

    /** Parses the part; does nothing if there is none. */
    void parse(String part, DefaultHandler handler) throws IOException {
        InputStream in = zip.open(part);
        if (in != null) {
            Xml.parse(in, handler);
        }
    }

    /** What the document says about itself. */
    DocumentInfo info() throws IOException {
        InfoBuilder info = new InfoBuilder();
        for (String part : byType("", "core-properties").toList()) {
            parse(part, new Properties(info));
        }
        return info.build();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    private static final class Properties extends TextHandler {
        private final InfoBuilder info;

        Properties(InfoBuilder info) {
            this.info = info;
        }

        @Override
        void element(String name, String text) {
            switch (name) {
                case "title" -> info.title(text);
                case "creator" -> info.author(text);
                case "language" -> info.language(text);
                case "created" -> info.created(text);
                default -> {
                    // what people don't ask for
                }
            }
        }
    }
}
