package io.ragline.worker.openai;

import com.openai.core.JsonValue;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.SseException;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.CallFailedException.Reason;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells what went wrong with a call in a reason and in words, the provider's own among them, and never the key. */
public final class OpenAiFailures {
    private static final int LONGEST = 300;
    private static final String HIDDEN = "***";
    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}\\p{Cf}]+");

    /** As OpenAI, Azure, vLLM, llama.cpp, LiteLLM and others put it. */
    private static final Pattern OVERFLOW = Pattern.compile(
            "context_length_exceeded|exceed_context_size|context ?window|maximum context|(?:available|model'?s) context"
                    + "|prompt is too long|input is too long|request too large");

    private static final Pattern FILTERED =
            Pattern.compile("content_filter|content_policy|content management policy|responsibleaipolicy");
    private static final Pattern PAY = Pattern.compile("insufficient_quota|billing_hard_limit");
    private static final Pattern PATIENCE = Pattern.compile("rate[_ ]?limit|too many requests|throttl");

    private final @Nullable String apiKey;
    private final Clock clock;

    /** @param apiKey that is never told; null if there is none */
    public OpenAiFailures(@Nullable String apiKey, Clock clock) {
        this.apiKey = apiKey == null || apiKey.isBlank() ? null : apiKey;
        this.clock = clock;
    }

    /** What a client's exception means. */
    public CallFailedException of(OpenAIException failed) {
        return switch (failed) {
            // not as a cause: it has in its message what the server wrote, which may be the key
            case OpenAIServiceException refused -> refused(refused);
            case OpenAIIoException io -> broken(io);
            default -> new CallFailedException(Reason.UNAVAILABLE, "its answer can't be read", null, null);
        };
    }

    private CallFailedException refused(OpenAIServiceException refused) {
        String said = said(refused.body());
        boolean inStream = refused instanceof SseException;
        Reason reason = reason(inStream ? 0 : refused.statusCode(), refused.body(), said);
        String what = switch (reason) {
            case RATE_LIMITED -> "it asks for patience";
            case KEY_REFUSED -> "it does not accept the key";
            case CONTEXT_OVERFLOW -> "it was given more than it takes";
            case CONTENT_FILTERED -> "its rules forbid the question or the answer";
            case REQUEST_REFUSED -> "it refuses what it was asked";
            case TIMED_OUT -> "it took too long";
            case UNAVAILABLE, LEFT_ALONE, EMPTY_ANSWER -> inStream ? "it broke off" : "it is overloaded or broken";
        };
        String status = inStream ? "" : "HTTP status " + refused.statusCode();
        String details = said.isEmpty() ? status : status.isEmpty() ? said : status + ": " + said;
        return new CallFailedException(
                reason,
                details.isEmpty() ? what : "%s (%s)".formatted(what, details),
                RetryAfterHeader.parse(refused.headers(), clock.instant()),
                null);
    }

    /** @param status 0 if the error came in the middle of an answer */
    private static Reason reason(int status, JsonValue body, String said) {
        String hints = (text(body, "code") + ' ' + text(body, "type") + ' ' + said).toLowerCase(Locale.ROOT);
        if (PAY.matcher(hints).find()) {
            return Reason.KEY_REFUSED;
        }
        if (status < 500 && OVERFLOW.matcher(hints).find() || status == 413) {
            return Reason.CONTEXT_OVERFLOW;
        }
        if (status < 500 && FILTERED.matcher(hints).find()) {
            return Reason.CONTENT_FILTERED;
        }
        return switch (status) {
            case 0 -> PATIENCE.matcher(hints).find() ? Reason.RATE_LIMITED : Reason.UNAVAILABLE;
            case 401, 403 -> Reason.KEY_REFUSED;
            case 408, 504 -> Reason.TIMED_OUT;
            case 409, 425 -> Reason.UNAVAILABLE;
            case 429 -> Reason.RATE_LIMITED;
            default -> status >= 500 ? Reason.UNAVAILABLE : Reason.REQUEST_REFUSED;
        };
    }

    private static CallFailedException broken(OpenAIIoException io) {
        Throwable cause = io.getCause() == null ? io : io.getCause();
        String kind = cause.getClass().getSimpleName();
        boolean connecting =
                String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
        if (cause instanceof InterruptedIOException && !connecting) {
            return new CallFailedException(Reason.TIMED_OUT, "it took too long", null, io);
        }
        boolean unreachable = cause instanceof SocketTimeoutException
                || cause instanceof ConnectException
                || cause instanceof UnknownHostException;
        String what = unreachable ? "it can't be reached (%s)" : "the connection to it broke (%s)";
        return new CallFailedException(Reason.UNAVAILABLE, what.formatted(kind), null, io);
    }

    private String said(JsonValue body) {
        return plain(text(body, "message"));
    }

    /** What a provider wrote, fit to be shown. */
    public String plain(String said) {
        String safe = apiKey == null ? said : said.replace(apiKey, HIDDEN);
        String line = SPACE.matcher(safe).replaceAll(" ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    private static String text(JsonValue body, String field) {
        return body.asObject().orElse(null) instanceof Map<?, ?> fields
                        && fields.get(field) instanceof JsonValue value
                        && value.asString().orElse(null) instanceof String text
                ? text
                : "";
    }
}
