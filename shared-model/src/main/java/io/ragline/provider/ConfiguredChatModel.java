package io.ragline.provider;

import io.ragline.model.GenerationOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A language model as it is configured.
 *
 * @param name by which callers choose it
 * @param model as its server names it
 * @param provider where it is served
 * @param standard whether it answers where no model is asked for
 */
public record ConfiguredChatModel(String name, String model, ChatProvider provider, boolean standard) {

    /**
     * All of them, the standard one first, the others by name.
     *
     * @throws IllegalStateException if settings make no sense; the message names them
     */
    public static List<ConfiguredChatModel> all(ChatConfig config) {
        List<ConfiguredChatModel> all = new ArrayList<>();
        config.standard()
                .model()
                .ifPresent(model -> all.add(new ConfiguredChatModel(model, model, config.standard(), true)));
        config.models().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(entry -> named(entry.getKey(), entry.getValue()))
                .forEach(all::add);
        Set<String> names = new HashSet<>();
        for (ConfiguredChatModel model : all) {
            model.expect(names.add(model.name), "there are two models '%s'".formatted(model.name));
            model.check();
        }
        checkFallbacks(all);
        return List.copyOf(all);
    }

    private static ConfiguredChatModel named(String name, ChatProvider provider) {
        String model = provider.model()
                .orElseThrow(() -> new IllegalStateException(
                        "The language model '%s': ragline.chat.models.%s.model is not set".formatted(name, name)));
        return new ConfiguredChatModel(name, model, provider, false);
    }

    private void check() {
        expect(
                !name.equals(GenerationOptions.EXTRACTIVE),
                "the name stands for the sentences of the documents themselves");
        checkUrl();
        expect(provider.contextTokens() > 0 && provider.maxAnswerTokens() > 0, "tokens are more than 0");
        expect(
                provider.maxAnswerTokens() < provider.contextTokens(),
                "max-answer-tokens (%d) leaves no room for a prompt in context-tokens (%d)"
                        .formatted(provider.maxAnswerTokens(), provider.contextTokens()));
        expect(provider.concurrency() > 0, "concurrency is at least 1");
        expect(
                provider.requestsPerMinute().orElse(1) > 0
                        && provider.tokensPerMinute().orElse(1) > 0,
                "requests-per-minute and tokens-per-minute are at least 1; leave them out for no limit");
        for (Duration time : List.of(provider.connectTimeout(), provider.tokenTimeout(), provider.timeout())) {
            expect(time.isPositive(), "timeouts are more than 0");
        }
    }

    /** Does not show the URL: people put keys there. */
    private void checkUrl() {
        boolean good;
        try {
            URI url = URI.create(provider.baseUrl());
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            good = url.getHost() != null && (scheme.equals("http") || scheme.equals("https"));
        } catch (IllegalArgumentException e) {
            good = false;
        }
        expect(good, "base-url is no URL that begins with http:// or https://");
    }

    private static void checkFallbacks(List<ConfiguredChatModel> all) {
        Map<String, ConfiguredChatModel> byName =
                all.stream().collect(Collectors.toMap(ConfiguredChatModel::name, Function.identity()));
        for (ConfiguredChatModel model : all) {
            List<String> way = new ArrayList<>(List.of(model.name));
            Optional<String> next = model.provider.fallback();
            while (next.isPresent()) {
                ConfiguredChatModel fallback = byName.get(next.get());
                if (fallback == null) {
                    throw model.wrong("its fallback '%s' is not among those that are configured, %s"
                            .formatted(
                                    next.get(),
                                    all.stream().map(ConfiguredChatModel::name).toList()));
                }
                boolean circle = way.contains(fallback.name);
                way.add(fallback.name);
                model.expect(!circle, "its fallbacks go round in a circle: %s".formatted(String.join(" → ", way)));
                next = fallback.provider.fallback();
            }
        }
    }

    private void expect(boolean good, String what) {
        if (!good) {
            throw wrong(what);
        }
    }

    private IllegalStateException wrong(String what) {
        return new IllegalStateException("The language model '%s': %s.".formatted(name, what));
    }
}
