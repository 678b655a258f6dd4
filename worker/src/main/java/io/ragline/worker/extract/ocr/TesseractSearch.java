package io.ragline.worker.extract.ocr;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Tesseract this machine has. Looked up once, when a worker starts.
 *
 * @param options how to run it; null if text in pictures can't be recognised
 * @param says for people, in a sentence: what was found, or what is missing and what to do
 */
public record TesseractSearch(@Nullable OcrOptions options, String says) {
    private static final String NAME = "tesseract";
    private static final String ORIENTATION = "osd";
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z0-9_/-]+");
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(20);
    private static final String WITHOUT =
            " Scanned pages and images are kept without their text. Install tesseract-ocr, or set ragline.ocr.command.";

    /** Looks for what the settings ask for. */
    public static TesseractSearch by(OcrConfig config) {
        if (config.enabled() == OcrConfig.Mode.OFF) {
            return new TesseractSearch(null, "Text recognition (OCR) is switched off by ragline.ocr.enabled.");
        }
        Path command = config.command().isPresent() ? full(config.command().get()) : onPath(NAME);
        if (command == null) {
            String where = config.command().map(path -> "at " + path).orElse("on the PATH");
            return nothing("There is no Tesseract %s.".formatted(where));
        }
        try {
            return of(command, config.languages(), config.time());
        } catch (OcrException e) {
            return nothing("%s does not work: %s.".formatted(command, e.getMessage()));
        }
    }

    private static TesseractSearch of(Path command, List<String> wanted, Duration time) {
        List<String> installed = installed(command);
        List<String> languages = new ArrayList<>(wanted);
        languages.retainAll(installed);
        if (languages.isEmpty()) {
            return nothing("%s has no data for %s, only for %s.".formatted(command, wanted, installed));
        }
        List<String> missing = new ArrayList<>(wanted);
        missing.removeAll(installed);
        String says = "Text in pictures is recognised by %s in %s".formatted(command, String.join(", ", languages));
        String lacks = missing.isEmpty() ? "." : "; it has no data for %s.".formatted(String.join(", ", missing));
        return new TesseractSearch(
                new OcrOptions(command, languages, installed.contains(ORIENTATION), time), says + lacks);
    }

    private static TesseractSearch nothing(String why) {
        return new TesseractSearch(null, "Text recognition (OCR) is not available: " + why + WITHOUT);
    }

    private static List<String> installed(Path command) {
        byte[] answer = new TesseractRun(List.of(command.toString(), "--list-langs"), ANSWERS_WITHIN).run(stdin -> {});
        return new String(answer, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(LANGUAGE.asMatchPredicate())
                .toList();
    }

    /** A name is looked up on the PATH; a path stands for itself. */
    private static @Nullable Path full(Path command) {
        if (command.getNameCount() == 1 && !command.isAbsolute()) {
            return onPath(command.toString());
        }
        return Files.isExecutable(command) ? command.toAbsolutePath() : null;
    }

    private static @Nullable Path onPath(String name) {
        String folders = System.getenv("PATH");
        for (String folder : folders == null ? new String[0] : folders.split(File.pathSeparator)) {
            for (String file : List.of(name, name + ".exe")) {
                Path command = Path.of(folder, file);
                if (Files.isRegularFile(command) && Files.isExecutable(command)) {
                    return command.toAbsolutePath();
                }
            }
        }
        return null;
    }
}
