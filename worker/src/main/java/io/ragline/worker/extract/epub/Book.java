package io.ragline.worker.extract.epub;

import io.ragline.model.DocumentInfo;
import io.ragline.worker.extract.page.CleanText;
import io.ragline.worker.extract.page.InfoBuilder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the package file of an EPUB says: about the book, and which files to read in which order. */
final class Book {
    private static final String NCX = "application/x-dtbncx+xml";

    private final EpubFiles files;
    private final String packageFile;
    private final Document description;
    private final Map<String, Element> manifest = new HashMap<>();
    private final List<ContentsLine> contents = new ArrayList<>();

    /**
     * @param file its name in the ZIP
     * @param title in the table of contents, if it is there
     */
    record Chapter(String file, @Nullable String title) {}

    private record ContentsLine(int level, String title, String file) {}

    private Book(EpubFiles files, String packageFile, Document description) {
        this.files = files;
        this.packageFile = packageFile;
        this.description = description;
    }

    static Book of(EpubFiles files) throws IOException {
        for (Element element : files.xml("META-INF/container.xml").getAllElements()) {
            String file = element.attr("full-path");
            if (EpubFiles.localName(element).equals("rootfile") && files.has(file)) {
                Book book = new Book(files, file, files.xml(file));
                book.read();
                return book;
            }
        }
        throw new FileNotFoundException("its package file is missing");
    }

    private void read() throws IOException {
        for (Element item : named(description, "item")) {
            manifest.putIfAbsent(item.attr("id"), item);
        }
        for (Element item : manifest.values()) {
            String file = file(item);
            if (!files.has(file)) {
                continue;
            }
            if (isNavigation(item)) {
                contents.clear();
                navigation(file);
                return;
            }
            if (item.attr("media-type").equals(NCX)) {
                ncx(file);
            }
        }
    }

    private static boolean isNavigation(Element item) {
        return List.of(item.attr("properties").split("\\s+")).contains("nav");
    }

    private String file(Element item) {
        return EpubFiles.resolved(packageFile, item.attr("href"));
    }

    /** Of EPUB 3: lists of links within lists. */
    private void navigation(String file) throws IOException {
        for (Element nav : named(files.xml(file), "nav")) {
            String type = nav.attr("epub:type");
            if (!type.isEmpty() && !type.equals("toc")) {
                continue;
            }
            for (Element link : named(nav, "a")) {
                int level = (int) link.parents().stream()
                        .filter(parent -> EpubFiles.localName(parent).equals("ol"))
                        .count();
                contents.add(new ContentsLine(level, link.text(), EpubFiles.resolved(file, link.attr("href"))));
            }
        }
    }

    /** Of EPUB 2: points within points. */
    private void ncx(String file) throws IOException {
        for (Element point : named(files.xml(file), "navPoint")) {
            List<Element> labels = named(point, "text");
            List<Element> targets = named(point, "content");
            if (!labels.isEmpty() && !targets.isEmpty()) {
                int level = 1
                        + (int) point.parents().stream()
                                .filter(parent -> EpubFiles.localName(parent).equals("navPoint"))
                                .count();
                String target = EpubFiles.resolved(file, targets.getFirst().attr("src"));
                contents.add(new ContentsLine(level, labels.getFirst().text(), target));
            }
        }
    }

    private static List<Element> named(Element root, String name) {
        return root.getAllElements().stream()
                .filter(element -> EpubFiles.localName(element).equals(name))
                .toList();
    }

    /** In reading order; the table of contents itself is none. */
    List<Chapter> chapters() {
        Map<String, String> titles = new HashMap<>();
        contents.forEach(line -> titles.putIfAbsent(line.file(), CleanText.line(line.title())));
        List<Chapter> chapters = new ArrayList<>();
        for (Element reference : named(description, "itemref")) {
            Element item = manifest.get(reference.attr("idref"));
            if (item != null && item.attr("media-type").contains("html") && !isNavigation(item)) {
                chapters.add(new Chapter(file(item), titles.get(file(item))));
            }
        }
        return chapters;
    }

    DocumentInfo info() {
        InfoBuilder info = new InfoBuilder();
        named(description, "title").forEach(title -> info.title(title.text()));
        named(description, "creator").forEach(creator -> info.author(creator.text()));
        named(description, "language").forEach(language -> info.language(language.text()));
        named(description, "date").forEach(date -> info.created(date.text()));
        Map<String, Integer> pages = new HashMap<>();
        List<Chapter> chapters = chapters();
        for (int i = 0; i < chapters.size(); i++) {
            pages.putIfAbsent(chapters.get(i).file(), i + 1);
        }
        contents.forEach(line -> info.outline(line.level(), line.title(), pages.get(line.file())));
        return info.build();
    }
}
