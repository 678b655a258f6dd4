package io.ragline.worker.extract.child;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.twelvemonkeys.image.ImageUtil;
import com.twelvemonkeys.imageio.ImageReaderBase;
import com.twelvemonkeys.imageio.metadata.Directory;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.io.FileUtil;
import com.twelvemonkeys.lang.Validate;
import io.ragline.model.Page;
import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.jbig2.JBIG2ImageReaderSpi;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;

/**
 * The class path of a child: the jars that hold one class of each library that reading needs, found where this process
 * itself loaded them from. So it is the same whether the worker runs as a packaged Quarkus application, whose own class
 * path is a single small jar, in development mode or in a test; and a child can't load the drivers of any database.
 */
final class ChildClassPath {
    private static final List<Class<?>> NEEDED = List.of(
            ExtractionChild.class,
            Page.class,
            PDDocument.class,
            TrueTypeFont.class,
            RandomAccessRead.class,
            LogFactory.class,
            Parser.class,
            TablesExtension.class,
            JBIG2ImageReaderSpi.class,
            WebPImageReaderSpi.class,
            ImageReaderBase.class,
            Directory.class,
            Validate.class,
            FileUtil.class,
            ImageUtil.class,
            ObjectMapper.class,
            JsonFactory.class,
            JsonTypeInfo.class);

    /**
     * Behind commons-logging where Quarkus puts its own in place of the original. Without Quarkus' log manager it logs by
     * Java's own means; with it, but without all that it needs, Java itself could not log.
     */
    private static final List<String> WHERE_PRESENT = List.of("org.jboss.logging.Logger");

    private ChildClassPath() {}

    static String find() {
        Set<Path> entries = new LinkedHashSet<>();
        for (Class<?> type : NEEDED) {
            entries.add(required(type));
        }
        for (String name : FormatLibraries.CLASSES) {
            entries.add(required(named(name)));
        }
        for (String name : WHERE_PRESENT) {
            try {
                location(Class.forName(name, false, ChildClassPath.class.getClassLoader()))
                        .ifPresent(entries::add);
            } catch (ClassNotFoundException e) {
                // then commons-logging does without it as well
                continue;
            }
        }
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name, false, ChildClassPath.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Reading documents needs " + name + ", which is not there", e);
        }
    }

    private static Path required(Class<?> type) {
        return location(type)
                .orElseThrow(() -> new IllegalStateException(
                        "Where %s was loaded from is not known, so that no".formatted(type.getName())
                                + " extraction process can be started"));
    }

    private static Optional<Path> location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        if (url == null || !"file".equals(url.getProtocol())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(url.toURI()));
        } catch (URISyntaxException e) {
            // Quarkus gives a plain path, which may hold spaces
            return Optional.of(Path.of(url.getPath()));
        }
    }
}
