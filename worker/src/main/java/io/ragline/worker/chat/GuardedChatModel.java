package io.ragline.worker.chat;

import io.ragline.model.Turn;
import io.ragline.worker.guard.CallFailedException;
import io.ragline.worker.guard.Guard;
import io.ragline.worker.guard.ProviderBudget;
import org.jspecify.annotations.Nullable;

/**
 * Asks another model with care, see {@link Guard}, and within what its provider allows. An answer that breaks off is written anew from
 * the start. The listener hears each word in the moment it comes, from the thread that reads it, and is asked for its wishes by the
 * thread that waits.
 */
public final class GuardedChatModel implements ChatModel, AutoCloseable {
    private static final int TOKENS_PER_TURN = 4;

    private final ChatModel model;
    private final Guard guard;
    private final ProviderBudget budget;
    private final ChatMetrics metrics;

    public GuardedChatModel(ChatModel model, Guard guard, ProviderBudget budget, ChatMetrics metrics) {
        this.model = model;
        this.guard = guard;
        this.budget = budget;
        this.metrics = metrics;
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public int contextTokens() {
        return model.contextTokens();
    }

    @Override
    public int maxAnswerTokens() {
        return model.maxAnswerTokens();
    }

    @Override
    public int countTokens(String text) {
        return model.countTokens(text);
    }

    @Override
    public Completion complete(ChatRequest request, ChatListener listener) {
        return metrics.call(name(), () -> {
            Asking asking = new Asking(request, new Telling(listener));
            try {
                return guard.call(asking::once, asking);
            } catch (CallFailedException e) {
                throw ChatFailedException.of(name(), e);
            } finally {
                asking.giveUp();
            }
        });
    }

    private int estimate(ChatRequest request) {
        if (!budget.limitsTokens()) {
            return 0;
        }
        int tokens = Math.min(request.maxTokens(), maxAnswerTokens());
        for (Turn turn : request.turns()) {
            tokens += TOKENS_PER_TURN + countTokens(turn.text());
        }
        return tokens;
    }

    /** One question, with all its tries. */
    private final class Asking implements Guard.Caller {
        private final ChatRequest request;
        private final Telling telling;
        private @Nullable Try latest;

        Asking(ChatRequest request, Telling telling) {
            this.request = request;
            this.telling = telling;
        }

        Completion once(Runnable alive) {
            ProviderBudget.Share share = budget.take(estimate(request));
            alive.run();
            Try relay = new Try(telling, alive);
            telling.inTurn(() -> latest = relay);
            Completion completion = model.complete(request, relay);
            share.took(completion.usage().promptTokens() + completion.usage().completionTokens());
            return completion;
        }

        @Override
        public void check() {
            telling.check();
        }

        @Override
        public void again(RuntimeException why) {
            metrics.again(name(), why);
            giveUp();
            String told = String.valueOf(why.getMessage());
            telling.restart(why instanceof CallFailedException ? ChatFailedException.message(name(), told) : told);
        }

        /** What a try that was given up still says counts no more. */
        void giveUp() {
            telling.inTurn(() -> {
                Try given = latest;
                if (given != null) {
                    given.over = true;
                }
            });
        }
    }

    /** Relays what one try says. */
    private final class Try implements ChatListener {
        private final Telling telling;
        private final Runnable alive;
        private final long start = System.nanoTime();
        private boolean first = true;
        private boolean over;

        Try(Telling telling, Runnable alive) {
            this.telling = telling;
            this.alive = alive;
        }

        @Override
        public void text(String text) {
            telling.inTurn(() -> {
                if (!over) {
                    telling.text(text);
                }
            });
            if (first) {
                first = false;
                metrics.firstToken(name(), System.nanoTime() - start);
            }
        }

        @Override
        public void restart(String why) {
            telling.inTurn(() -> {
                if (!over) {
                    telling.restart(why);
                }
            });
        }

        /** Asked by the model for each part that comes, so there is life in it; whoever waits asks the listener. */
        @Override
        public void check() {
            alive.run();
        }
    }

    @Override
    public void close() throws Exception {
        guard.close();
        if (model instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }
}
