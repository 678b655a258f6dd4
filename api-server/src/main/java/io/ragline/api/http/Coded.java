package io.ragline.api.http;

import io.ragline.model.ErrorCode;
import jakarta.validation.Payload;

/** Gives a validation constraint an error code of its own: {@code @NotBlank(payload = Coded.QuestionEmpty.class)}. */
public interface Coded extends Payload {

    /** {@link ErrorCode#QUESTION_EMPTY}. */
    interface QuestionEmpty extends Coded {}

    /** {@link ErrorCode#QUESTION_TOO_LONG}. */
    interface QuestionTooLong extends Coded {}

    /** The code that a payload class stands for. */
    static ErrorCode code(Class<? extends Payload> payload) {
        return payload == QuestionTooLong.class ? ErrorCode.QUESTION_TOO_LONG : ErrorCode.QUESTION_EMPTY;
    }
}
