package io.ragline.api.query;

import io.ragline.model.QuestionText;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** No more phrases in quotation marks than are looked for. */
@Constraint(validatedBy = FewPhrases.Validator.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@interface FewPhrases {
    String message() default "A question has at most " + QuestionText.MOST_PHRASES + " phrases in quotation marks.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Counts them. */
    class Validator implements ConstraintValidator<FewPhrases, String> {
        @Override
        public boolean isValid(@Nullable String question, ConstraintValidatorContext context) {
            return question == null || QuestionText.of(question).phrases().size() <= QuestionText.MOST_PHRASES;
        }
    }
}
