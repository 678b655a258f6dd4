package io.ragline.worker.extract.pdf.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds tables whose columns are parted by white space only, with or without rules between their rows. */
final class Stream {
    private static final float FAR = 40;
    private static final float OUTSIDE_IN_EM = 2f;
    private static final float MOST = 0.5f;

    private final List<Line> lines;
    private final Set<Chunk> prose;
    private final Rulings rulings;
    private final List<List<Ruling>> frames;
    private final List<Area> taken;
    private final List<Table> found = new ArrayList<>();

    private Stream(List<Word> words, Rulings rulings, List<Area> taken) {
        this.lines = Line.of(words);
        this.prose = Prose.of(lines);
        this.rulings = rulings;
        this.frames = Frames.of(rulings.across());
        this.taken = new ArrayList<>(taken);
    }

    /** @param taken where tables were found already, whose words are not among these */
    static List<Table> tables(List<Word> words, Rulings rulings, List<Area> taken) {
        Stream stream = new Stream(words, rulings, taken);
        stream.frames.forEach(stream::addFramed);
        for (List<Line> run : Runs.of(stream.free(), stream.prose, stream.taken)) {
            stream.add(new Candidate(run, rulings, false).table());
        }
        return stream.found;
    }

    private void add(@Nullable Table table) {
        if (table != null) {
            found.add(table);
            taken.add(table.area());
        }
    }

    /** The lines that are in no table yet. */
    private List<Line> free() {
        return lines.stream()
                .filter(line -> line.words().stream().noneMatch(this::isTaken))
                .toList();
    }

    private boolean isTaken(Word word) {
        return taken.stream().anyMatch(area -> area.holds(word));
    }

    /** Rules of one extent: between them the page may go on with prose, so that they may frame several tables. */
    private void addFramed(List<Ruling> rules) {
        List<List<Line>> bands = new ArrayList<>();
        List<Ruling> enclosing = new ArrayList<>(List.of(rules.getFirst()));
        for (int i = 1; i < rules.size(); i++) {
            List<Line> between = between(rules.get(i - 1), rules.get(i));
            boolean prosaic = between.stream().anyMatch(this::hasProse);
            boolean far =
                    between.isEmpty() && rules.get(i).at() - rules.get(i - 1).at() > FAR;
            if (prosaic || far) {
                closeFrame(bands, enclosing);
                enclosing.clear();
            } else {
                bands.add(between);
            }
            enclosing.add(rules.get(i));
        }
        closeFrame(bands, enclosing);
    }

    private boolean hasProse(Line line) {
        return line.chunks().stream().anyMatch(prose::contains);
    }

    private void closeFrame(List<List<Line>> bands, List<Ruling> rules) {
        bands.removeIf(List::isEmpty);
        if (rules.size() > 1 && !bands.isEmpty() && !goesOnBeside(bands, rules.getFirst())) {
            bands.addFirst(outside(rules.getFirst(), bands.getFirst().getFirst(), true));
            if (rules.size() > 2) {
                bands.add(outside(rules.getLast(), bands.getLast().getLast(), false));
            }
            bands.removeIf(List::isEmpty);
            for (List<Line> table : Bands.alike(bands)) {
                if (table.size() > 1) {
                    add(new Candidate(table, rulings, true).table());
                }
            }
        }
        bands.clear();
    }

    /** A header may stand above the first rule, a last row below the last one: a line of cells, close to it. */
    private List<Line> outside(Ruling rule, Line inside, boolean above) {
        float far = rule.at() + (above ? -1 : 1) * OUTSIDE_IN_EM * inside.size();
        Ruling end = new Ruling(true, far, rule.from(), rule.to(), 0);
        List<Line> outside = above ? between(end, rule) : between(rule, end);
        boolean cells = outside.size() == 1
                && outside.getFirst().chunks().size() > 1
                && outside.getFirst().chunks().size() >= inside.chunks().size() - 1
                && !hasProse(outside.getFirst());
        return cells ? outside : List.of();
    }

    /** Whether most of the lines go on outside the rules: those part some columns of a larger table only. */
    private boolean goesOnBeside(List<List<Line>> bands, Ruling rule) {
        int all = 0;
        int beside = 0;
        for (List<Line> band : bands) {
            for (Line line : band) {
                all++;
                beside += isBeside(line, rule) ? 1 : 0;
            }
        }
        return beside > MOST * all;
    }

    private boolean isBeside(Line part, Ruling rule) {
        for (Line line : lines) {
            if (Math.abs(line.baseline() - part.baseline()) < 0.4f * part.size()) {
                for (Chunk chunk : line.chunks()) {
                    boolean outside = chunk.right() < rule.from() || chunk.left() > rule.to();
                    if (outside && !prose.contains(chunk) && !isFramed(chunk)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private boolean isFramed(Chunk chunk) {
        float margin = OUTSIDE_IN_EM * chunk.size();
        return frames.stream()
                .anyMatch(rules -> chunk.baseline() > rules.getFirst().at() - margin
                        && chunk.baseline() < rules.getLast().at() + margin
                        && rules.getFirst().covers(chunk.left(), chunk.right()) > 0.5f * chunk.width());
    }

    /** What of the lines stands between two rules; what goes on beyond their ends doesn't. */
    private List<Line> between(Ruling above, Ruling below) {
        Area area = new Area(above.from() - 2, above.at(), above.to() + 2, below.at());
        List<Line> between = new ArrayList<>();
        for (Line line : lines) {
            List<Chunk> chunks = line.chunks().stream()
                    .filter(c -> c.words().stream().allMatch(w -> area.holds(w) && !isTaken(w)))
                    .toList();
            if (chunks.size() == line.chunks().size() && line.words().stream().allMatch(area::holds)) {
                between.add(line);
            } else if (!chunks.isEmpty()) {
                between.add(Line.ofChunks(chunks));
            }
        }
        return between;
    }
}
