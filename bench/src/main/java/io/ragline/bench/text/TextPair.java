package io.ragline.bench.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PDF and the text that a person made of it.
 *
 * @param name of the PDF, from the folder that was searched
 */
record TextPair(String name, Path pdf, Path truth) {

    /** All pairs below a folder: files of the same name, or the only PDF and the only text of a folder. */
    static List<TextPair> in(Path folder) throws IOException {
        Map<Path, List<Path>> byFolder;
        try (Stream<Path> files = Files.walk(folder)) {
            byFolder = files.filter(Files::isRegularFile)
                    .sorted()
                    .collect(Collectors.groupingBy(
                            file -> file.toAbsolutePath().getParent(), TreeMap::new, Collectors.toList()));
        }
        List<TextPair> pairs = new ArrayList<>();
        for (List<Path> files : byFolder.values()) {
            pairOff(folder, files, pairs);
        }
        return pairs;
    }

    private static void pairOff(Path folder, List<Path> files, List<TextPair> pairs) {
        List<Path> pdfs = ofType(files, ".pdf");
        List<Path> texts = ofType(files, ".txt");
        boolean alone = pdfs.size() == 1 && texts.size() == 1;
        for (Path pdf : pdfs) {
            texts.stream()
                    .filter(text -> alone || baseName(text).equals(baseName(pdf)))
                    .findFirst()
                    .ifPresent(text ->
                            pairs.add(new TextPair(folder.relativize(pdf).toString(), pdf, text)));
        }
    }

    private static List<Path> ofType(List<Path> files, String ending) {
        return files.stream()
                .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(ending))
                .toList();
    }

    private static String baseName(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".pdf".length());
    }
}
