package io.ragline.worker.extract.child;

import java.util.List;

/**
 * The libraries that reading needs beyond those for PDF and Markdown: one class of each jar. By name, since most of the jars
 * are only there for others. They stand behind the rest of a child's class path and are opened when first needed.
 */
final class FormatLibraries {
    static final List<String> CLASSES = List.of(
            // what kind a file is, and its encoding
            "org.apache.tika.mime.MimeTypes",
            "org.apache.tika.parser.txt.CharsetDetector",
            // HTML, EPUB, mail, CSV
            "org.jsoup.Jsoup",
            "org.apache.james.mime4j.stream.MimeTokenStream",
            "org.apache.james.mime4j.message.MaximalBodyDescriptor",
            "org.apache.commons.csv.CSVParser",
            // Office, and what its library needs
            "org.apache.poi.poifs.filesystem.POIFSFileSystem",
            "org.apache.poi.hwpf.HWPFDocument",
            "org.apache.commons.collections4.CollectionUtils",
            "org.apache.commons.math3.util.FastMath",
            "org.apache.commons.codec.binary.Hex",
            "com.zaxxer.sparsebits.SparseBitSet",
            "org.apache.commons.io.IOUtils",
            "org.apache.logging.log4j.LogManager",
            "org.slf4j.LoggerFactory");

    private FormatLibraries() {}
}
