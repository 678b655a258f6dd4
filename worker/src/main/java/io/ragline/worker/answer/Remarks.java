package io.ragline.worker.answer;

import io.ragline.worker.chunk.Sentences;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Knows sentences of an answer that claim nothing that could be looked up: questions, headings, code, and what the answer says of
 * itself ("Here is a summary of the documents.", in English) and of its sources.
 */
final class Remarks {
    private static final Set<String> OF_ITSELF = Statement.of("""
                    above accordingly additional additionally also answer answered answering anything ask asked asking assist based
                    below brief briefly conclude conclusion contain contained context describe described detail detailed document
                    documentation don't else excerpt explain explained feel find follow following follows found free further
                    furthermore give given glad happy help helpful here here's hope however inform information know let let's list
                    listed look main material mention mentioned more moreover need needed no note ok okay outline overall overview page
                    passage please point provide provided question refer reference relevant request say section see short show
                    shown so source specific state stated step sum summarise summarised summarize summarized summary sure tell
                    text thank there therefore thus together topic understand want well whole yes""").terms();

    private static final Pattern AROUND = Pattern.compile("[*_\"'”’)\\s]+$");
    private static final Pattern HEADING = Pattern.compile("#{1,6}\\s.*|(?:\\*\\*|__).*[^.!*_](?:\\*\\*|__)");
    private static final Pattern RULE_OF_A_TABLE = Pattern.compile("\\|?\\s*:?-+[\\s|:-]*");

    private final List<Sentences.Range> code;
    private final Set<String> filenames;

    /**
     * @param code where code stands in the answer
     * @param filenames of what it may name as its sources
     */
    Remarks(List<Sentences.Range> code, Set<String> filenames) {
        this.code = code;
        this.filenames = filenames;
    }

    /** @param next the sentence behind it; empty if it is the last */
    boolean isOne(Sentences.Range at, Statement sentence, String next) {
        String text = AROUND.matcher(sentence.text()).replaceFirst("");
        return text.endsWith("?") && !text.contains("://")
                || text.endsWith(":")
                || sentence.terms().isEmpty()
                || HEADING.matcher(sentence.text()).matches()
                || text.startsWith("|") && RULE_OF_A_TABLE.matcher(next).matches()
                || sentence.numbers().isEmpty() && OF_ITSELF.containsAll(sentence.words())
                || namesASource(sentence)
                || isCode(at);
    }

    /** Whether it is a line of a list of sources: "handbook.pdf, page 3". */
    boolean namesASource(Statement sentence) {
        return filenames.stream()
                .filter(name -> !name.isBlank() && sentence.text().contains(name))
                .anyMatch(name -> OF_ITSELF.containsAll(
                        Statement.of(sentence.text().replace(name, " ")).words()));
    }

    private boolean isCode(Sentences.Range at) {
        return code.stream().anyMatch(block -> block.start() <= at.start() && at.end() <= block.end());
    }
}
