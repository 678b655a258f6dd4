package io.ragline.worker.vision.openai;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIException;
import com.openai.errors.OpenAIIoException;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.ragline.worker.openai.OpenAiEndpoint;
import io.ragline.worker.openai.RetryAfterHeader;
import io.ragline.worker.vision.ImageDescriber;
import io.ragline.worker.vision.NotDescribedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** Asks a model by chat completions, the picture as a data URI. One try for each call: whoever calls decides on more. */
public final class OpenAiImageDescriber implements ImageDescriber, AutoCloseable {
    private static final String PROMPT = "/prompts/describe-image.txt";
    private static final int MAX_LENGTH = 4_000;
    /** Models that reason may show how, before they answer. */
    private static final Pattern REASONING = Pattern.compile("(?s)\\A\\s*<think>.*?</think>");

    private static final Pattern SPACE = Pattern.compile("[\\s\\p{Cntrl}]+");

    private final OpenAIClient client;
    private final String model;
    private final String prompt;
    private final Clock clock;

    /**
     * @param baseUrl of the server, up to and with {@code /v1}
     * @param apiKey what it asks for; anything if it asks for nothing
     * @param time for a call
     */
    public OpenAiImageDescriber(String baseUrl, String apiKey, String model, Duration time, Clock clock) {
        this.client = OpenAIOkHttpClient.builder()
                .baseUrl(baseUrl)
                .apiKey(apiKey)
                .okHttpClient(OpenAiEndpoint.connections())
                .timeout(time)
                .maxRetries(0)
                .build();
        this.model = model;
        this.prompt = prompt();
        this.clock = clock;
    }

    private static String prompt() {
        try (InputStream in = OpenAiImageDescriber.class.getResourceAsStream(PROMPT)) {
            if (in == null) {
                throw new IllegalStateException("The worker's jar lacks " + PROMPT);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String describe(byte[] png) {
        try {
            return text(client.chat().completions().create(request(png)));
        } catch (OpenAIServiceException e) {
            throw refused(e);
        } catch (OpenAIIoException e) {
            throw new NotDescribedException("it can't be reached", true, null, e);
        } catch (OpenAIException e) {
            throw new NotDescribedException("its answer can't be read", e);
        }
    }

    private ChatCompletionCreateParams request(byte[] png) {
        String image = "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
        return ChatCompletionCreateParams.builder()
                .model(model)
                .addUserMessageOfArrayOfContentParts(List.of(
                        ChatCompletionContentPart.ofText(ChatCompletionContentPartText.builder()
                                .text(prompt)
                                .build()),
                        ChatCompletionContentPart.ofImageUrl(ChatCompletionContentPartImage.builder()
                                .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder()
                                        .url(image)
                                        .build())
                                .build())))
                .build();
    }

    private NotDescribedException refused(OpenAIServiceException e) {
        int status = e.statusCode();
        boolean mayPass = status == 408 || status == 409 || status == 429 || status >= 500;
        // not what it wrote: a server may repeat the key that it was given
        return new NotDescribedException(
                "it answered with HTTP status " + status,
                mayPass,
                RetryAfterHeader.parse(e.headers(), clock.instant()),
                e);
    }

    private static String text(ChatCompletion completion) {
        String answer = completion.choices().stream()
                .findFirst()
                .flatMap(choice -> choice.message().content())
                .orElse("");
        String text = SPACE.matcher(REASONING.matcher(answer).replaceFirst(""))
                .replaceAll(" ")
                .strip();
        if (text.isEmpty()) {
            throw new NotDescribedException("its answer is empty", null);
        }
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    @Override
    public void close() {
        client.close();
    }
}
