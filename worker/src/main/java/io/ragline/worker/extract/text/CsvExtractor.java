package io.ragline.worker.extract.text;

import io.ragline.blob.DelimitedText;
import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.Source;
import io.ragline.worker.extract.page.Cell;
import io.ragline.worker.extract.page.PageWriter;
import io.ragline.worker.extract.page.SheetWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads values parted by commas, semicolons, tabs or bars as one page, number 1, of tables. What turns out not to be of that
 * kind is read as plain text.
 */
public final class CsvExtractor implements Extractor {
    private static final int HEAD = 64 * 1_024;
    private static final int MOST_COLUMNS = 16_384;

    private final int maxPages;

    public CsvExtractor(int maxPages) {
        this.maxPages = maxPages;
    }

    @Override
    public void extract(Source source, PageSink sink) {
        try {
            TextEncoding encoding = TextEncoding.of(source.file());
            Optional<DelimitedText> shape = shape(encoding, source);
            if (shape.isEmpty()) {
                new PlainTextExtractor().extract(source, sink);
                return;
            }
            try (BufferedReader text = encoding.open(source.file())) {
                write(text, shape.get().delimiter(), new PageWriter(sink, maxPages));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The table can't be read: " + e.getMessage(), e);
        }
    }

    private static Optional<DelimitedText> shape(TextEncoding encoding, Source source) throws IOException {
        char[] head = new char[HEAD];
        int length = 0;
        try (BufferedReader text = encoding.open(source.file())) {
            for (int n = 0; n >= 0 && length < HEAD; n = text.read(head, length, HEAD - length)) {
                length += n;
            }
        }
        return DelimitedText.of(new String(head, 0, length), length < HEAD);
    }

    private static void write(BufferedReader text, char delimiter, PageWriter page) throws IOException {
        page.start(null);
        SheetWriter rows = new SheetWriter(page);
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(false)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        long index = 0;
        try (CSVParser parser =
                CSVParser.builder().setReader(text).setFormat(format).get()) {
            for (CSVRecord record : parser) {
                List<Cell> cells = new ArrayList<>();
                for (int i = 0; i < Math.min(record.size(), MOST_COLUMNS); i++) {
                    cells.add(Cell.of(record.get(i)));
                }
                rows.row(index++, cells);
            }
        }
        rows.finish();
        page.end();
    }
}
