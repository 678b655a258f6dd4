package io.ragline.worker.extract.markup;

import io.ragline.model.DocumentInfo;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.page.InfoBuilder;
import io.ragline.worker.extract.text.TextEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;
import org.jspecify.annotations.Nullable;

/** An HTML document in memory. */
public final class HtmlDocument {
    private static final long MAX_BYTES = 32L << 20;
    private static final int HEAD = 8_192;
    private static final int MAX_DEPTH = 500;
    private static final Pattern DECLARED = Pattern.compile(
            "(?:charset|encoding)\\s*=\\s*[\"']?\\s*([A-Za-z][\\w.:-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final double MOST_OF_IT = 0.3;

    private final Document document;

    private HtmlDocument(Document document) {
        this.document = document;
    }

    /**
     * Parses HTML, however broken.
     *
     * @param size in bytes; more than 32 MB are {@code DOCUMENT_TOO_LARGE}
     * @param declared the encoding as whoever sent it says; null if nobody did: then what the document says counts
     */
    public static HtmlDocument parse(TextEncoding.Bytes html, long size, @Nullable Charset declared)
            throws IOException {
        if (size > MAX_BYTES) {
            throw new RaglineException(
                    ErrorCode.DOCUMENT_TOO_LARGE,
                    "HTML of more than %,d bytes can't be read, this has %,d".formatted(MAX_BYTES, size));
        }
        TextEncoding encoding = TextEncoding.of(html, declared != null ? declared : declared(html));
        Parser parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
        try (Reader text = encoding.open(html.open())) {
            return new HtmlDocument(parser.parseInput(InternalDtd.leftOut(text), ""));
        }
    }

    private static @Nullable Charset declared(TextEncoding.Bytes html) throws IOException {
        String head;
        try (InputStream in = html.open()) {
            head = new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        }
        Matcher declared = DECLARED.matcher(head);
        return declared.find() ? TextEncoding.named(declared.group(1)) : null;
    }

    /** What the document says about itself. */
    public DocumentInfo info() {
        return new InfoBuilder()
                .title(document.title())
                .title(meta("og:title"))
                .author(meta("author"))
                .author(meta("dc.creator"))
                .language(document.select("html").attr("lang"))
                .language(document.select("html").attr("xml:lang"))
                .created(meta("dcterms.created"))
                .created(meta("article:published_time"))
                .created(meta("dc.date"))
                .build();
    }

    private @Nullable String meta(String name) {
        for (Element meta : document.select("meta")) {
            if (name.equalsIgnoreCase(meta.attr("name")) || name.equalsIgnoreCase(meta.attr("property"))) {
                return meta.attr("content");
            }
        }
        return null;
    }

    /** Where its text is: what it marks as its main part, if that is a good part of it, else its body. */
    public Element content() {
        Element body = document.body();
        Elements main = body.select("main, [role=main]");
        Elements candidates = main.isEmpty() ? body.select("article") : main;
        Element only = candidates.size() == 1 ? candidates.get(0) : null;
        return only != null && words(only) > MOST_OF_IT * words(body) ? only : body;
    }

    /** All of it. */
    public Element body() {
        return document.body();
    }

    private static int words(Element element) {
        return element.wholeText().length();
    }
}
