package io.ragline.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static SearchFilter read(String json) {
        try {
            return FilterReader.read(JSON.readTree(json.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'field': 'metadata.team', 'equals': 'sales'}",
                "{'field': 'metadata.a.b c', 'in': ['x', 1, 2.5, true]}",
                "{'field': 'metadata.x', 'exists': false}",
                "{'field': 'metadata.x', 'gt': -1.5, 'lte': 1e3}",
                "{'field': 'metadata.x', 'gte': '2026-01-31', 'lt': '2026-02-01T10:00:00+02:00'}",
                "{'field': 'created', 'gt': '2026-01-31'}",
                "{'field': 'type', 'equals': 'PDF'}",
                "{'and': [{'or': [{'field': 'page', 'equals': 3}]}, {'not': {'field': 'filename', 'equals': 'a'}}]}",
            })
    void what_is_read_is_written_so_that_it_reads_the_same(String json) throws JsonProcessingException {
        SearchFilter filter = read(json);

        String written = JSON.writeValueAsString(filter);

        assertThat(JSON.readValue(written, SearchFilter.class)).isEqualTo(filter);
    }

    @Test
    void a_day_stands_for_all_of_it() {
        assertThat(read("{'field': 'created', 'gt': '2026-01-31'}"))
                .isEqualTo(read("{'field': 'created', 'gte': '2026-02-01T00:00:00Z'}"));
        assertThat(read("{'field': 'created', 'lte': '2026-01-31'}"))
                .isEqualTo(read("{'field': 'created', 'lt': '2026-02-01'}"));
        assertThat(read("{'field': 'created', 'lte': '2026-01-31T00:00:00Z'}"))
                .isEqualTo(read("{'field': 'created', 'lt': '2026-01-31T00:00:00.001Z'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    []                                                          | filter
                    'text'                                                      | filter
                    {}                                                          | filter
                    {'xor': []}                                                 | filter.xor
                    {'and': []}                                                 | filter.and
                    {'and': {'field': 'page', 'equals': 1}}                     | filter.and
                    {'and': [1]}                                                | filter.and[0]
                    {'and': [{'field': 'page', 'equals': 1}], 'or': []}         | filter
                    {'not': []}                                                 | filter.not
                    {'field': 'author', 'equals': 'x'}                          | filter.field
                    {'field': 'metadata.', 'equals': 'x'}                       | filter.field
                    {'field': 7, 'equals': 'x'}                                 | filter.field
                    {'field': 'metadata.x'}                                     | filter
                    {'field': 'metadata.x', 'like': 'x'}                        | filter.like
                    {'field': 'metadata.x', 'equals': 'x', 'in': ['x']}         | filter
                    {'field': 'metadata.x', 'equals': null}                     | filter.equals
                    {'field': 'metadata.x', 'equals': ['x']}                    | filter.equals
                    {'field': 'metadata.x', 'in': []}                           | filter.in
                    {'field': 'metadata.x', 'in': ['a', {}]}                    | filter.in[1]
                    {'field': 'metadata.x', 'exists': 'yes'}                    | filter.exists
                    {'field': 'metadata.x', 'gt': 1, 'gte': 1}                  | filter
                    {'field': 'metadata.x', 'gt': 'abc'}                        | filter.gt
                    {'field': 'metadata.x', 'gt': 1, 'lt': '2026-01-01'}        | filter.lt
                    {'field': 'metadata.x', 'gte': '2026-13-01'}                | filter.gte
                    {'field': 'page', 'equals': '3'}                            | filter.equals
                    {'field': 'page', 'gt': '2026-01-01'}                       | filter.gt
                    {'field': 'created', 'gt': 5}                               | filter.gt
                    {'field': 'created', 'equals': '2026-01-01'}                | filter.equals
                    {'field': 'filename', 'gt': 1}                              | filter
                    {'field': 'filename', 'equals': 1}                          | filter.equals
                    {'or': [{'field': 'page', 'equals': 1}, {'not': {'field': 'x', 'equals': 1}}]} | filter.or[1].not.field
                    """)
    void what_can_t_be_understood_is_refused_by_its_place(String json, String path) {
        assertThatExceptionOfType(BadFilterException.class)
                .isThrownBy(() -> read(json))
                .satisfies(e -> assertThat(e.path()).isEqualTo(path))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank());
    }

    @Test
    void there_are_limits() {
        String condition = "{'field': 'page', 'equals': 1}";
        String deep = "{'not': ".repeat(10) + condition + "}".repeat(10);
        String wide = "{'or': [%s]}".formatted(String.join(",", Collections.nCopies(100, condition)));
        String many = "{'field': 'page', 'in': [%s]}".formatted(String.join(",", Collections.nCopies(1001, "1")));

        for (String json : new String[] {deep, wide, many}) {
            assertThatExceptionOfType(BadFilterException.class).isThrownBy(() -> read(json));
        }
    }
}
