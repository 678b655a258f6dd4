package io.ragline.e2e;

import io.ragline.worker.chat.openai.ChatServerDouble;
import io.ragline.worker.chat.openai.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all classes of tests that ask for it and harm no process of it, because starting one takes its time. Answers are
 * written by a double of a language model, {@value #MODEL}; answers to similar questions are kept, too.
 */
final class SharedStack implements AutoCloseable {
    static final String MODEL = "gpt-9";

    /** Waiting questions from which on new ones are refused. */
    static final int MOST_QUESTIONS = 30;

    static final String KEY = "sk-of-the-provider";

    private final ChatServerDouble model;
    private final Path home;
    private final Stack stack;

    private SharedStack() {
        model = ChatServerDouble.start();
        model.models(Script.models(MODEL));
        try {
            home = Files.createTempDirectory("ragline-stack-");
            stack = new Stack(home);
            stack.set("RAGLINE_CHAT_MODEL", MODEL);
            stack.set("RAGLINE_CHAT_BASE_URL", model.url());
            stack.set("RAGLINE_CHAT_API_KEY", KEY);
            stack.set("RAGLINE_CHAT_PROMPT_PRICE", "2.5");
            stack.set("RAGLINE_CHAT_COMPLETION_PRICE", "10");
            stack.set("RAGLINE_CACHE_SIMILAR_ENABLED", "true");
            stack.set("RAGLINE_LIMITS_QUERY_MAX_WAITING", String.valueOf(MOST_QUESTIONS));
            stack.up();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Stack stack() {
        return stack;
    }

    /** The language model: tell it what to say. */
    ChatServerDouble model() {
        return model;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stack.close();
        model.close();
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Gives it to methods that take one; it is stopped behind the last class of all. */
    static final class Provider implements ParameterResolver {
        private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedStack.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == SharedStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(HERE)
                    .computeIfAbsent(SharedStack.class, type -> new SharedStack(), SharedStack.class);
        }
    }
}
