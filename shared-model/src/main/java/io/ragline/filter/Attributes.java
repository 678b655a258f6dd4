package io.ragline.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What is known of a document or chunk, for searches to be limited by.
 *
 * @param values of each field that has any
 */
public record Attributes(Map<Field, List<Value>> values) {
    public static final Attributes NONE = new Attributes(Map.of());

    public Attributes {
        Map<Field, List<Value>> copy = new LinkedHashMap<>();
        values.forEach((field, each) -> copy.put(field, List.copyOf(each)));
        values = Map.copyOf(copy);
    }

    /**
     * What is known of a document.
     *
     * @param filenames its name, and others that its content has
     * @param mediaType such as {@code application/pdf}
     * @param shortType such as {@code pdf}
     * @param metadata the caller's: an object of texts, numbers, booleans and lists of these. A text that is a time can be
     *     asked for as both
     */
    public static Attributes ofDocument(
            List<String> filenames, String mediaType, String shortType, Instant created, JsonNode metadata) {
        Map<Field, List<Value>> values = new LinkedHashMap<>();
        values.put(
                Field.FILENAME, filenames.stream().<Value>map(Value.Text::new).toList());
        values.put(Field.TYPE, List.of(new Value.Text(mediaType.toLowerCase(Locale.ROOT)), new Value.Text(shortType)));
        values.put(Field.CREATED, List.of(new Value.Time(created)));
        metadata.properties().forEach(each -> {
            List<Value> found = new ArrayList<>();
            add(each.getValue(), found);
            if (!found.isEmpty()) {
                values.put(Field.metadata(each.getKey()), found);
            }
        });
        return new Attributes(values);
    }

    /** These and the pages that a chunk of the document stands on. */
    public Attributes onPages(int first, int last) {
        List<Value> pages = new ArrayList<>();
        for (int page = first; page <= last; page++) {
            pages.add(new Value.Number(page));
        }
        Map<Field, List<Value>> all = new LinkedHashMap<>(values);
        all.put(Field.PAGE, pages);
        return new Attributes(all);
    }

    private static void add(JsonNode json, List<Value> to) {
        switch (json.getNodeType()) {
            case STRING -> {
                to.add(new Value.Text(json.textValue()));
                Times.read(json.textValue()).ifPresent(time -> to.add(new Value.Time(time.start())));
            }
            case NUMBER -> to.add(new Value.Number(json.doubleValue()));
            case BOOLEAN -> to.add(new Value.Flag(json.booleanValue()));
            case ARRAY -> json.forEach(each -> add(each, to));
            default -> {} // null says nothing
        }
    }
}
