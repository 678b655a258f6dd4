package io.ragline.api.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.api.usage.UsageView.Latency;
import io.ragline.api.usage.UsageView.Row;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage as spreadsheets get it. */
class UsageCsvTest {
    private static Row row(String model) {
        return new Row(
                "2030-01-31", model, null, null, 7, 2, 1000, 50, false, 0.25, Map.of("search", new Latency(4.5, 4, 9)));
    }

    @Test
    void a_row_for_each_with_names_above() {
        assertThat(UsageCsv.of(List.of(row("a-model"))))
                .isEqualTo("day,model,key,keyName,questions,cached,promptTokens,completionTokens,estimated,cost,"
                        + "queueMean,queueP50,queueP95,rewriteMean,rewriteP50,rewriteP95,embedMean,embedP50,embedP95,"
                        + "searchMean,searchP50,searchP95,rerankMean,rerankP50,rerankP95,answerMean,answerP50,answerP95,"
                        + "totalMean,totalP50,totalP95\r\n"
                        + "2030-01-31,a-model,,,7,2,1000,50,false,0.25,,,,,,,,,,4.5,4.0,9.0,,,,,,,,,\r\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    =HYPERLINK("http://x")   | "'=HYPERLINK(""http://x"")"
                    +1                       | '+1
                    -1                       | '-1
                    @SUM(A1)                 | '@SUM(A1)
                    a,b                      | "a,b"
                    """)
    void no_name_of_a_model_becomes_a_formula(String model, String cell) {
        assertThat(UsageCsv.of(List.of(row(model)))).contains("2030-01-31," + cell + ",,,7");
    }
}
