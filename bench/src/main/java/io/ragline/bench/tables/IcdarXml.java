package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Ground truth as the ICDAR 2013 competition published it: {@code document > table > region}, a region with its
 * {@code page}, and in it either {@code cell}s ({@code *-str.xml}: {@code start-row}, {@code start-col},
 * {@code end-row}, {@code end-col}, {@code bounding-box}, {@code content}) or a {@code bounding-box} alone
 * ({@code *-reg.xml}). Boxes are in PDF's own space, y upwards. Where a table goes over several regions, each has its
 * own cells, which {@code row-increment} and {@code col-increment} move to their place in the whole; a region is
 * compared as it stands on its page.
 */
final class IcdarXml {
    private IcdarXml() {}

    /** The tables, each with its regions; a region of a {@code *-reg.xml} has no cells. */
    static List<List<Part>> read(Path file) throws IOException {
        List<List<Part>> tables = new ArrayList<>();
        for (Element table : children(root(file), "table")) {
            List<Part> regions = new ArrayList<>();
            for (Element region : children(table, "region")) {
                regions.add(region(region));
            }
            tables.add(regions);
        }
        return tables;
    }

    private static Element root(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + " is no XML: " + e.getMessage(), e);
        }
    }

    private static Part region(Element region) {
        List<Grid.Cell> cells = new ArrayList<>();
        Area area = box(region);
        for (Element cell : children(region, "cell")) {
            int row = number(cell, "start-row", 0);
            int column = number(cell, "start-col", 0);
            int rowSpan = Math.max(1, number(cell, "end-row", row) - row + 1);
            int columnSpan = Math.max(1, number(cell, "end-col", column) - column + 1);
            StringBuilder text = new StringBuilder();
            children(cell, "content").forEach(content -> text.append(content.getTextContent()));
            cells.add(new Grid.Cell(row, column, rowSpan, columnSpan, text.toString()));
            area = union(area, box(cell));
        }
        return new Part(number(region, "page", 0), area, new Grid(cells));
    }

    private static @Nullable Area box(Element element) {
        Area area = null;
        for (Element box : children(element, "bounding-box")) {
            double x1 = Double.parseDouble(box.getAttribute("x1"));
            double y1 = Double.parseDouble(box.getAttribute("y1"));
            double x2 = Double.parseDouble(box.getAttribute("x2"));
            double y2 = Double.parseDouble(box.getAttribute("y2"));
            area = union(area, new Area(Math.min(x1, x2), Math.max(y1, y2), Math.max(x1, x2), Math.min(y1, y2), true));
        }
        return area;
    }

    private static @Nullable Area union(@Nullable Area one, @Nullable Area other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return new Area(
                Math.min(one.left(), other.left()),
                Math.max(one.top(), other.top()),
                Math.max(one.right(), other.right()),
                Math.min(one.bottom(), other.bottom()),
                true);
    }

    private static int number(Element element, String attribute, int otherwise) {
        String value = element.getAttribute(attribute).strip();
        return value.matches("\\d{1,6}") ? Integer.parseInt(value) : otherwise;
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }
}
