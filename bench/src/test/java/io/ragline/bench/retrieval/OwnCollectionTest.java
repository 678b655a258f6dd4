package io.ragline.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.bench.retrieval.BeirData.Document;
import io.ragline.bench.retrieval.BeirData.Query;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class OwnCollectionTest {
    @Test
    void every_question_is_judged_and_every_judgement_is_of_a_document() throws IOException {
        BeirData own = BeirData.own();

        assertThat(own.documents()).hasSize(36).doesNotHaveDuplicates();
        assertThat(own.queries()).hasSize(90).doesNotHaveDuplicates();
        assertThat(own.gains().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        own.queries().stream().map(Query::id).toList());
        assertThat(own.gains().values())
                .allSatisfy(ids -> assertThat(
                                own.documents().stream().map(Document::id).toList())
                        .containsAll(ids.keySet()));
        assertThat(own.warning()).isEmpty();
    }
}
