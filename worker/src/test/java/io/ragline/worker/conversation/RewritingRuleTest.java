package io.ragline.worker.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ragline.catalog.MessageRepository.AnsweredTurn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is searched for when a question goes on from others and no language model says what it means. */
class RewritingRuleTest {
    private final RewritingRule rule = new RewritingRule();

    /** What the last of the questions is searched for as. */
    private String last(String... questions) {
        List<AnsweredTurn> before = new ArrayList<>();
        String standalone = questions[0];
        for (String question : questions) {
            standalone = before.isEmpty() ? question : rule.standalone(question, before);
            before.add(new AnsweredTurn(question, standalone, "Something."));
        }
        return standalone;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    How often must the filter be changed? | How much does it cost?           | How much does it (the filter) cost?
                    How often must the filter be changed? | Where can I buy one?             | Where can I buy one (the filter)?
                    Who was Ada Lovelace?                 | When was she born?               | When was she (Ada Lovelace) born?
                    What does the insurance cover?        | What does it exclude?            | What does it (the insurance) exclude?
                    When does the pool open?              | Can children use it?             | Can children use it (the pool)?
                    How long does the pump run?           | What happens if it overheats?    | What happens if it (the pump) overheats?
                    Where is the spare key?               | What does the manual say about it? | What does the manual say about it (the spare key)?
                    How are the lamps cleaned?            | What is their weight?            | What is their (the lamps) weight?
                    """)
    void a_pronoun_gets_what_it_stands_for(String first, String second, String searchedFor) {
        assertThat(last(first, second)).isEqualTo(searchedFor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "And in winter?",
                "in winter?",
                "Why?",
                "How much?",
                "What about the pump?",
                "And the housing?",
                "for how long",
                "Can you explain that in more detail?",
                "Who pays?",
                "Which is cheaper?",
                "What are the exceptions?",
                "Anything else?"
            })
    void what_leaves_something_out_follows_what_it_was_left_out_of(String part) {
        assertThat(last("How often must the filter be changed?", part))
                .isEqualTo("How often must the filter be changed? " + part);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    What is the warranty of the ACE-2?    | What about the ACE-3?  | What is the warranty of the ACE-3?
                    What was the revenue in 2022?         | and in 2023?           | What was the revenue in 2023?
                    When does the pool open on Monday?    | And on Sunday?         | When does the pool open on Sunday?
                    Was kostet die Pumpe der ACE-2?       | Und die ACE-3?         | Was kostet die Pumpe der ACE-3?
                    """)
    void another_name_or_number_takes_the_place_of_the_first(String first, String second, String searchedFor) {
        assertThat(last(first, second)).isEqualTo(searchedFor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the boiling point of water?",
                "Is it safe to drink the water of the fountain?",
                "How long does it take to charge the battery?",
                "What must employees do before they enter the clean room?",
                "Which filter must be replaced before it clogs?",
                "How does the pump cool its bearing?",
                "What is the pressure that the pump delivers?",
                "Are there any lifeguards?",
                "What is photosynthesis?",
                "Who is Ada Lovelace?",
                "What does this manual say about warranty claims?",
                "Where is the reception?",
                "Is parking free?",
                "How much does delivery cost?",
                "vacation policy interns",
                "Wo liegt die Zentrale des Unternehmens?",
                "Wie melden Sie sich beim Kundendienst an?",
                "¿Dónde se compra la bomba de agua?",
                "Où se trouve la réception de l'hôtel ?",
                "水の沸点は何度ですか？",
                ":-)"
            })
    void a_question_that_stands_on_its_own_is_left_alone(String question) {
        assertThat(last("When does the lighthouse open?", question)).isEqualTo(question);
    }

    @Test
    void what_a_pronoun_stands_for_goes_on_to_the_next() {
        assertThat(last(
                        "How often must the filter of the pump be changed?",
                        "How much does it cost?",
                        "How do I clean it?"))
                .isEqualTo("How do I clean it (the filter of the pump)?");
    }

    @Test
    void what_takes_the_place_of_something_left_out_replaces_it() {
        assertThat(last("How often must the filter be changed?", "And in winter?", "And in summer?"))
                .isEqualTo("How often must the filter be changed? And in summer?");
    }

    @Test
    void thanks_are_no_topic() {
        assertThat(last("How often must the filter be changed?", "Thanks!", "And in winter?"))
                .isEqualTo("How often must the filter be changed? And in winter?");
    }

    @Test
    void another_topic_ends_the_one_before() {
        assertThat(last("How often must the filter be changed?", "When does the pool open?", "How deep is it?"))
                .isEqualTo("How deep is it (the pool)?");
    }

    @ParameterizedTest
    @CsvSource({
        "Wie oft muss der Filter gewechselt werden?, Und im Winter?",
        "Wie oft muss der Filter gewechselt werden?, Wie teuer ist er?",
        "À quelle fréquence faut-il changer le filtre ?, Et en hiver ?",
        "¿Cada cuánto hay que cambiar el filtro?, ¿Y en invierno?",
        "Ogni quanto va cambiato il filtro?, E in inverno?",
        "Com que frequência se troca o filtro?, E no inverno?",
        "Hoe vaak moet het filter worden vervangen?, En in de winter?",
        "フィルターはどのくらいの頻度で交換しますか？, 冬は？",
        "Как часто нужно менять фильтр?, А зимой?"
    })
    void other_languages_go_on_as_well(String first, String second) {
        assertThat(last(first, second)).isEqualTo(first + ' ' + second);
    }

    @Test
    void a_long_conversation_makes_no_long_question() {
        List<String> questions = new ArrayList<>(List.of("How often must the filter be changed?"));
        for (String place : List.of("winter", "spring", "Rome", "Paris", "the hall", "the attic", "rain", "snow")) {
            questions.add("And with gloves in " + place + "?");
            questions.add("What about " + place + "?");
        }
        questions.addAll(Collections.nCopies(30, "And for children?"));

        assertThat(last(questions.toArray(String[]::new)))
                .startsWith("How often must the filter be changed?")
                .endsWith("And for children?")
                .hasSizeLessThan(400);
    }
}
