package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds tables whose columns are parted by white space only, with or without rules between their rows. */
final class Stream {
    private final List<Line> lines;
    private final Set<Chunk> prose;
    private final Rulings rulings;
    private final List<Area> taken;
    private final List<Table> found = new ArrayList<>();

    private Stream(List<Word> words, Rulings rulings, List<Area> taken) {
        this.lines = Line.of(words);
        this.prose = Prose.of(lines);
        this.rulings = rulings;
        this.taken = new ArrayList<>(taken);
    }

    /** @param taken where tables were found already, whose words are not among these */
    static List<Table> tables(List<Word> words, Rulings rulings, List<Area> taken) {
        Stream stream = new Stream(words, rulings, taken);
        Frames.of(rulings.across()).forEach(stream::addFramed);
        for (List<Line> run : Runs.of(stream.free(), stream.prose, stream.taken)) {
            stream.add(new Candidate(run, rulings, false));
        }
        return stream.found;
    }

    private void add(Candidate candidate) {
        Table table = candidate.table();
        if (table != null) {
            found.add(table);
            taken.add(table.area());
        }
    }

    /** The lines that are in no table yet. */
    private List<Line> free() {
        return lines.stream()
                .filter(line ->
                        line.words().stream().noneMatch(w -> taken.stream().anyMatch(a -> a.holds(w))))
                .toList();
    }

    /** Rules of one extent: between them the page may go on with prose, so that they may frame several tables. */
    private void addFramed(List<Ruling> rules) {
        List<Line> open = new ArrayList<>();
        int enclosing = 1;
        for (int i = 1; i < rules.size(); i++) {
            List<Line> between = between(rules.get(i - 1), rules.get(i));
            boolean prosaic = between.stream().anyMatch(l -> l.chunks().stream().anyMatch(prose::contains));
            boolean far =
                    between.isEmpty() && rules.get(i).at() - rules.get(i - 1).at() > 40;
            if (prosaic || far) {
                closeFrame(open, enclosing);
                enclosing = 1;
            } else {
                open.addAll(between);
                enclosing++;
            }
        }
        closeFrame(open, enclosing);
    }

    private void closeFrame(List<Line> open, int rules) {
        if (rules > 1 && open.size() > 1) {
            add(new Candidate(List.copyOf(open), rulings, true));
        }
        open.clear();
    }

    private List<Line> between(Ruling above, Ruling below) {
        Area area = new Area(above.from() - 2, above.at(), above.to() + 2, below.at());
        List<Line> between = new ArrayList<>();
        for (Line line : lines) {
            List<Word> words = line.words().stream()
                    .filter(w -> area.holds(w) && taken.stream().noneMatch(a -> a.holds(w)))
                    .toList();
            if (!words.isEmpty()) {
                List<Chunk> chunks = line.chunks().stream()
                        .filter(c -> c.words().stream().allMatch(area::holds))
                        .toList();
                between.add(words.size() == line.words().size() ? line : new Line(words, chunks));
            }
        }
        return between;
    }
}
