package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Area;
import io.ragline.bench.tables.Expected.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.jspecify.annotations.Nullable;

/** The figures, table by table and together. */
final class Report {
    private final Path folder;
    private final GroundTruth truth;
    private final boolean misses;
    private final StringBuilder text = new StringBuilder();
    private final Sum ruled = new Sum("ruled");
    private final Sum unruled = new Sum("unruled");
    private final Sum all = new Sum("all");
    private final List<Score> ofDocuments = new ArrayList<>();
    private Score regions = Score.NONE;
    private int wrongTables;

    /** Scores of a kind of tables. */
    private static final class Sum {
        final String name;
        int tables;
        Score cells = Score.NONE;
        Score relations = Score.NONE;

        Sum(String name) {
            this.name = name;
        }

        void add(Score moreCells, Score moreRelations) {
            tables++;
            cells = cells.plus(moreCells);
            relations = relations.plus(moreRelations);
        }
    }

    Report(Path folder, GroundTruth truth, boolean misses) {
        this.folder = folder;
        this.truth = truth;
        this.misses = misses;
        line("%-58s %-7s %6s %6s %6s   %6s %6s %6s", "table", "", "cell P", "R", "F1", "adj. P", "R", "F1");
    }

    void add(Path pdf, List<Expected> expected, List<Found> found) throws IOException {
        Evaluation evaluation = new Evaluation(expected, found);
        Score document = Score.NONE;
        for (int t = 0; t < expected.size(); t++) {
            Score cells = evaluation.cells(t);
            Score relations = evaluation.relations(t);
            boolean drawn = isRuled(pdf, expected.get(t), evaluation.foundFor(t));
            (drawn ? ruled : unruled).add(cells, relations);
            all.add(cells, relations);
            document = document.plus(relations);
            row(folder.relativize(expected.get(t).source()).toString(), drawn ? "ruled" : "unruled", cells, relations);
            if (misses) {
                addMisses(expected.get(t), evaluation.foundFor(t));
            }
        }
        if (truth.complete().contains(pdf)) {
            document = document.plus(addWrong(pdf, evaluation.others()));
        }
        if (!expected.isEmpty()) {
            ofDocuments.add(document);
        }
        List<Part> areas = truth.regions().get(pdf);
        if (areas != null) {
            regions = regions.plus(Evaluation.regions(areas, found));
        }
    }

    /** What was found where no table is: it costs precision overall. */
    private Score addWrong(Path pdf, List<Found> others) {
        Score wrong = Score.NONE;
        for (Found other : others) {
            Score relations = new Score(0, Relation.of(other.grid()).size(), 0);
            Score cells = new Score(0, other.grid().contents().size(), 0);
            all.relations = all.relations.plus(relations);
            all.cells = all.cells.plus(cells);
            wrong = wrong.plus(relations);
            wrongTables++;
            row("%s, page %d".formatted(folder.relativize(pdf), other.page()), "none", cells, relations);
        }
        return wrong;
    }

    private static boolean isRuled(Path pdf, Expected table, List<Found> found) throws IOException {
        Part part = table.parts().getFirst();
        Area area = part.area();
        int page = part.page();
        if (area == null && !found.isEmpty()) {
            area = found.getFirst().area();
            page = found.getFirst().page();
        }
        int columns = part.grid().cells().stream()
                .filter(c -> !c.text().isBlank())
                .mapToInt(c -> c.column() + c.columnSpan())
                .max()
                .orElse(0);
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            PDPage at = document.getPage(Math.clamp(page - 1L, 0, document.getNumberOfPages() - 1));
            return DrawnRules.rule(at, areaOr(area, at), columns);
        }
    }

    private static Area areaOr(@Nullable Area area, PDPage page) {
        double height = page.getCropBox().getHeight();
        return area == null ? new Area(0, 0, page.getCropBox().getWidth(), height, false) : area.downwards(height);
    }

    private void addMisses(Expected expected, List<Found> found) {
        Counts<Relation> wanted = new Counts<>();
        expected.parts().forEach(part -> wanted.addAll(Relation.of(part.grid())));
        Counts<Relation> got = new Counts<>();
        found.forEach(f -> got.addAll(Relation.of(f.grid())));
        wanted.without(got).forEach(r -> line("    - %s %s %s", r.from(), r.down() ? "v" : ">", r.to()));
        got.without(wanted).forEach(r -> line("    + %s %s %s", r.from(), r.down() ? "v" : ">", r.to()));
    }

    String text() {
        line("");
        for (Sum sum : List.of(ruled, unruled, all)) {
            row("%s: %d tables".formatted(sum.name, sum.tables), "", sum.cells, sum.relations);
        }
        double mean = ofDocuments.stream().mapToDouble(Score::f1).average().orElse(0);
        line("adjacency F1, mean of %d documents: %.3f", ofDocuments.size(), mean);
        if (!truth.complete().isEmpty()) {
            line(
                    "tables found where none is: %d in %d documents",
                    wrongTables, truth.complete().size());
        }
        if (regions.expected() > 0) {
            line("regions: precision %.3f, recall %.3f, F1 %.3f", regions.precision(), regions.recall(), regions.f1());
        }
        truth.withoutPdf().forEach(file -> line("left out, there is no PDF for it: %s", folder.relativize(file)));
        return text.toString();
    }

    private void row(String name, String kind, Score cells, Score relations) {
        line(
                "%-58s %-7s %6.3f %6.3f %6.3f   %6.3f %6.3f %6.3f",
                name.length() > 58 ? name.substring(0, 57) + "…" : name,
                kind,
                cells.precision(),
                cells.recall(),
                cells.f1(),
                relations.precision(),
                relations.recall(),
                relations.f1());
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
