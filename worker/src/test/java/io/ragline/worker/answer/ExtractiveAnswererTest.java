package io.ragline.worker.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.model.Answer;
import io.ragline.model.Citation;
import io.ragline.model.GenerationOptions;
import io.ragline.model.Passage;
import io.ragline.model.SearchMode;
import io.ragline.model.SearchOptions;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractiveAnswererTest {
    private static final String[] PUMP = {"""
        # Installation
        The pump stands on a level concrete base. Four bolts of 12 mm hold it in place. Keep half a metre free on each side.
        Connect the suction pipe first. It must rise steadily towards the pump, so that no air collects in it.
        """, """
        # First start
        Before the first start, fill the housing with four litres of clean water through the plug on top. A pump that runs dry loses its shaft seal within a minute.
        Open the suction valve fully and the discharge valve by a quarter. Switch on the motor and watch the gauge. The pressure should reach
        """, """
        2.5 bar within ten seconds. Otherwise switch off and look for a leak in the suction pipe.
        # Maintenance
        The bearings are greased every 2,000 hours of operation with lithium grease. Replace the shaft seal once a year.
        """};
    private static final String[] HANDBOOK = {"""
        # Holidays
        Every employee has 28 days of paid leave a year. Requests go to the team lead two weeks ahead. Unused days expire at the end of March.
        """, """
        # Travel
        Train journeys are booked in second class. Hotel costs are paid back up to 120 euros a night. Receipts must be handed in within a month.
        # Remote work
        Staff may work from home on up to three days a week. The company pays for a desk and a chair.
        """};
    private static final String[] OBSERVATORY = {"""
        # The Halden observatory
        The observatory was founded by Ingrid Solberg in 1887. It stands 640 metres above the sea.
        Its main telescope has a mirror of 90 centimetres. It was cast in Dublin and took two years to polish.
        """, """
        In 1911 the night assistant Peder Lunde discovered a comet, which bears his name. Public tours take place on the first Saturday of each month.
        """};

    @TempDir
    static Path folder;

    private static OnnxEmbedder embedder;
    private static Library library;
    private static ExtractiveAnswerer model;

    @BeforeAll
    static void load() {
        embedder = new OnnxEmbedder(OnnxModel.BGE_SMALL_EN, folder, 2);
        library = new Library(embedder)
                .add("pump.pdf", PUMP)
                .add("handbook.docx", HANDBOOK)
                .add("observatory.pdf", OBSERVATORY);
        model = new ExtractiveAnswerer(embedder);
    }

    @AfterAll
    static void unload() {
        embedder.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    How much water goes into the pump before the first start? | pump.pdf | 2 | four litres of clean water
                    How often are the bearings greased? | pump.pdf | 3 | every 2,000 hours
                    What pressure should the pump reach? | pump.pdf | 2 | 2.5 bar
                    What happens when the pump runs dry? | pump.pdf | 2 | loses its shaft seal
                    How many vacation days do I get? | handbook.docx | 1 | 28 days of paid leave
                    What does the company pay for a hotel? | handbook.docx | 2 | 120 euros a night
                    Can I work from home? | handbook.docx | 2 | three days a week
                    Who founded the observatory? | observatory.pdf | 1 | Ingrid Solberg
                    When was the comet discovered? | observatory.pdf | 2 | 1911
                    When can visitors see the observatory? | observatory.pdf | 2 | first Saturday
                    """)
    void a_question_is_answered_with_the_sentence_and_its_page(String question, String file, int page, String words) {
        Answer answer = ask(question);

        assertThat(answer.model()).isEqualTo("extractive");
        assertThat(answer.citations()).hasSizeBetween(1, 4).anySatisfy(citation -> {
            assertThat(citation.filename()).isEqualTo(file);
            assertThat(citation.page()).isEqualTo(page);
            assertThat(citation.quote()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the capital of Mongolia?",
                "How do I bake sourdough bread?",
                "Who won the football world cup in 1998?",
                "What is the boiling point of ethanol?",
                "Explain the plot of Hamlet.",
                "asdf qwer zxcv"
            })
    void a_question_that_the_documents_do_not_answer_gets_told_so(String question) {
        Answer answer = ask(question);

        assertThat(answer.text()).isEqualTo(ExtractiveAnswerer.NO_ANSWER);
        assertThat(answer.citations()).isEmpty();
    }

    @Test
    void every_quote_is_word_for_word_in_the_answer_and_in_its_passage() {
        String question = "What must be done before and during the first start of the pump?";
        List<Passage> passages = library.passages(question, SearchOptions.DEFAULT);

        Answer answer = answer(question, passages);

        for (int i = 0; i < answer.citations().size(); i++) {
            Citation citation = answer.citations().get(i);
            assertThat(citation.n()).isEqualTo(i + 1);
            assertThat(answer.text()).contains(citation.quote() + " [" + (i + 1) + "]");
            assertThat(passages)
                    .filteredOn(passage -> passage.documentId().equals(citation.documentId()))
                    .anySatisfy(passage -> assertThat(passage.chunk().text()).contains(citation.quote()));
        }
    }

    @Test
    void a_sentence_that_wraps_over_the_page_is_cited_where_it_starts() {
        Citation citation = ask("What pressure should the pump reach within ten seconds?").citations().stream()
                .filter(each -> each.quote().contains("2.5 bar"))
                .findFirst()
                .orElseThrow();

        assertThat(citation.quote()).isEqualTo("The pressure should reach 2.5 bar within ten seconds.");
        assertThat(citation.page()).isEqualTo(2);
    }

    @Test
    void what_two_documents_say_alike_is_quoted_once() {
        Library copies = new Library(embedder)
                .add("first.txt", "The warranty lasts for five years. It covers all parts.")
                .add("second.txt", "The warranty lasts for five years! It covers all the parts.");
        String question = "How long does the warranty last?";

        Answer answer = answer(question, copies.passages(question, SearchOptions.DEFAULT));

        assertThat(answer.citations())
                .filteredOn(each -> each.quote().contains("five years"))
                .hasSize(1);
    }

    @Test
    void a_collection_of_one_sentence_answers_or_refuses() {
        Library tiny = new Library(embedder).add("note.txt", "The spare key is under the blue flower pot.");

        assertThat(ask(tiny, "Where is the spare key?").citations()).hasSize(1);
        assertThat(ask(tiny, "What is the capital of Mongolia?").citations()).isEmpty();
        assertThat(ask(tiny, "Who won the election?").citations()).isEmpty();
    }

    @Test
    void the_answer_to_a_listed_question_is_quoted_and_not_the_question() {
        Library faq = new Library(embedder)
                .add(
                        "faq.html",
                        "How do I reset my password? Click on the padlock and follow the mail. Can I pay by card? Yes, with all the usual ones.");

        assertThat(ask(faq, "How can I reset the password?").citations())
                .extracting(Citation::quote)
                .contains("Click on the padlock and follow the mail.")
                .noneMatch(quote -> quote.endsWith("?"));
    }

    @Test
    void passages_that_only_the_text_search_found_are_quoted_too() {
        SearchOptions text = SearchOptions.DEFAULT.in(SearchMode.TEXT);
        String question = "How often are the bearings greased?";

        Answer answer = answer(question, library.passages(question, text));

        assertThat(answer.citations()).extracting(Citation::quote).anyMatch(quote -> quote.contains("2,000 hours"));
    }

    @Test
    void without_passages_there_is_no_answer() {
        assertThat(answer("Anything?", List.of()).text()).isEqualTo(ExtractiveAnswerer.NO_ANSWER);
        assertThat(ask("").citations()).isEmpty();
    }

    @Test
    void a_text_without_full_stops_is_quoted_in_part() {
        Library endless = new Library(embedder)
                .add(
                        "log.txt",
                        "valve seven was opened by the night shift and " + "then nothing happened and ".repeat(60));

        assertThat(ask(endless, "Who opened valve seven?").citations())
                .isNotEmpty()
                .allSatisfy(citation -> assertThat(citation.quote().length()).isLessThanOrEqualTo(480));
    }

    private static Answer ask(String question) {
        return ask(library, question);
    }

    private static Answer ask(Library where, String question) {
        return answer(question, where.passages(question, SearchOptions.DEFAULT));
    }

    private static Answer answer(String question, List<Passage> passages) {
        return model.answer(
                new AnswerTask(question, question, List.of(), passages, GenerationOptions.DEFAULT, null),
                ChatListener.NONE);
    }
}
