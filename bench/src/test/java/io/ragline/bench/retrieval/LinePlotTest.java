package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.bench.retrieval.LinePlot.Series;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class LinePlotTest {
    private static final List<Double> XS = List.of(0.0, 0.5, 1.0);

    @Test
    void it_is_well_formed_and_labelled_whatever_the_names_are() throws Exception {
        Document svg = parse(plot("a < b & \"c\"\u0007", new Series("x<y", List.of(0.1, 0.4, 0.2))));

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(texts(svg)).contains("a < b & \"c\" ", "weight", "quality", "x<y", "0.0", "0.5", "1.0");
    }

    @Test
    void higher_values_are_higher_up_and_all_are_within_the_picture() throws Exception {
        Document svg =
                parse(plot("t", new Series("up", List.of(0.0, 0.5, 1.0)), new Series("down", List.of(1.0, 0.5, 0.0))));

        List<double[]> up = points(svg, 0);
        List<double[]> down = points(svg, 1);
        assertThat(up.get(0)[1]).isGreaterThan(up.get(1)[1]).isEqualTo(down.get(2)[1]);
        assertThat(up.get(2)[1]).isLessThan(up.get(1)[1]);
        double height = Double.parseDouble(svg.getDocumentElement().getAttribute("height"));
        assertThat(up).allSatisfy(point -> assertThat(point[1]).isBetween(0.0, height));
        assertThat(down).extracting(point -> point[0]).isSorted();
    }

    @Test
    void equal_values_are_a_flat_line() throws Exception {
        List<double[]> flat = points(parse(plot("t", new Series("flat", List.of(1.0, 1.0, 1.0)))), 0);

        assertThat(flat).extracting(point -> point[1]).containsOnly(flat.getFirst()[1]);
    }

    @Test
    void a_line_needs_a_value_for_each_x() {
        assertThatThrownBy(() -> plot("t", new Series("short", List.of(1.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("short has 1 values for 3 of x");
    }

    private static LinePlot plot(String title, Series... series) {
        return new LinePlot(title, "weight", "quality", XS, List.of(series));
    }

    private static Document parse(LinePlot plot) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(plot.svg())));
    }

    private static List<String> texts(Document svg) {
        NodeList nodes = svg.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static List<double[]> points(Document svg, int line) {
        Element polyline = (Element) svg.getElementsByTagName("polyline").item(line);
        List<double[]> points = new ArrayList<>();
        for (String point : polyline.getAttribute("points").split(" ")) {
            String[] parts = point.split(",");
            points.add(new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])});
        }
        return points;
    }
}
