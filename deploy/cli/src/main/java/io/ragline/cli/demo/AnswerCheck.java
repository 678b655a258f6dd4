package io.ragline.cli.demo;

import io.ragline.cli.demo.SampleHandbook.Sample;
import io.ragline.cli.http.QueryResult;
import io.ragline.cli.http.QueryResult.Citation;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Holds an answer against what the handbook says. */
final class AnswerCheck {

    private AnswerCheck() {}

    /** What is wrong with an answer; empty when its first citation is of the right file and page. */
    static Optional<String> complaint(Sample sample, QueryResult result) {
        QueryResult.Answer answer = result.result();
        if (answer == null) {
            return Optional.of("\"%s\" was not answered.".formatted(sample.question()));
        }
        List<Citation> citations = Objects.requireNonNullElse(answer.citations(), List.of());
        if (citations.isEmpty()) {
            return Optional.of("The answer to \"%s\" cites nothing; it stands on page %d of %s."
                    .formatted(sample.question(), sample.page(), SampleHandbook.FILE_NAME));
        }
        Citation first = citations.getFirst();
        if (!SampleHandbook.FILE_NAME.equals(first.filename()) || first.page() != sample.page()) {
            return Optional.of("The answer to \"%s\" cites page %d of %s first, but stands on page %d of %s."
                    .formatted(
                            sample.question(),
                            first.page(),
                            first.filename(),
                            sample.page(),
                            SampleHandbook.FILE_NAME));
        }
        if (!Objects.requireNonNullElse(answer.answer(), "").contains(sample.fact())) {
            return Optional.of("The answer to \"%s\" does not say \"%s\".".formatted(sample.question(), sample.fact()));
        }
        return Optional.empty();
    }
}
