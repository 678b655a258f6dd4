package io.ragline.bench.tables;

import io.ragline.bench.tables.Expected.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which tables a folder expects in which of its PDFs. Every {@code X-str.xml}, {@code X.json} and {@code X.csv}, in any
 * subfolder, belongs to {@code X.pdf}, or to the PDF with the longest name that {@code X} begins with before a
 * {@code _} or {@code -}. Of files that expect the same of one PDF the one that says more counts: XML, else JSON, else
 * CSV. A CSV names neither page nor area and may hold several tables one below the other. Files without a PDF are left
 * out and named.
 *
 * @param complete the PDFs all of whose tables are expected (those with XML), so that any other table found is wrong
 * @param regions where tables are, for PDFs with {@code X-reg.xml}
 * @param withoutPdf files that expect something of a PDF that isn't there
 */
record GroundTruth(List<Expected> tables, Set<Path> complete, Map<Path, List<Part>> regions, List<Path> withoutPdf) {

    static GroundTruth of(Path folder) throws IOException {
        List<Path> files = files(folder);
        Map<String, Path> pdfs = new HashMap<>();
        for (Path file : files) {
            if (name(file).toLowerCase(Locale.ROOT).endsWith(".pdf")) {
                pdfs.put(stem(file), file);
            }
        }
        GroundTruth truth =
                new GroundTruth(new ArrayList<>(), new HashSet<>(), new LinkedHashMap<>(), new ArrayList<>());
        Map<Path, Set<String>> known = new HashMap<>();
        for (String ending : List.of("-str.xml", ".json", ".csv")) {
            for (Path file : files) {
                if (name(file).endsWith(ending)) {
                    truth.add(file, ending, pdfs, known);
                }
            }
        }
        for (Path file : files) {
            if (name(file).endsWith("-reg.xml")) {
                truth.addRegions(file, pdfs);
            }
        }
        return truth;
    }

    private void addRegions(Path file, Map<String, Path> pdfs) throws IOException {
        String name = name(file);
        Path pdf = pdfs.get(name.substring(0, name.length() - "-reg.xml".length()));
        if (pdf == null) {
            withoutPdf.add(file);
            return;
        }
        List<Part> areas = regions.computeIfAbsent(pdf, p -> new ArrayList<>());
        IcdarXml.read(file).forEach(areas::addAll);
    }

    private void add(Path file, String ending, Map<String, Path> pdfs, Map<Path, Set<String>> known)
            throws IOException {
        String name = name(file).substring(0, name(file).length() - ending.length());
        Path pdf = pdfOf(name, pdfs);
        if (pdf == null) {
            withoutPdf.add(file);
            return;
        }
        Set<String> before = known.computeIfAbsent(pdf, p -> new HashSet<>());
        if (!before.add(name)) {
            return;
        }
        for (List<Part> parts : read(file, ending)) {
            if (before.add(contents(parts))) {
                tables.add(new Expected(pdf, file, parts));
            }
        }
        if (ending.equals("-str.xml")) {
            complete.add(pdf);
        }
    }

    private static List<List<Part>> read(Path file, String ending) throws IOException {
        return switch (ending) {
            case "-str.xml" -> IcdarXml.read(file);
            case ".json" -> TabulaJson.read(file).stream().map(List::of).toList();
            default -> List.of(List.of(new Part(0, null, Csv.grid(Files.readString(file)))));
        };
    }

    private static String contents(List<Part> parts) {
        StringBuilder contents = new StringBuilder("=");
        for (Part part : parts) {
            part.grid()
                    .cells()
                    .forEach(c -> contents.append(Content.of(c.text())).append('|'));
        }
        return contents.toString();
    }

    private static @Nullable Path pdfOf(String name, Map<String, Path> pdfs) {
        return pdfs.keySet().stream()
                .filter(stem -> name.equals(stem) || name.startsWith(stem + "_") || name.startsWith(stem + "-"))
                .max(Comparator.comparingInt(String::length))
                .map(pdfs::get)
                .orElse(null);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String stem(Path file) {
        String name = name(file);
        return name.substring(0, name.lastIndexOf('.'));
    }
}
