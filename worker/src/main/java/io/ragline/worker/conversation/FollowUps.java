package io.ragline.worker.conversation;

import io.micrometer.core.instrument.MeterRegistry;
import io.ragline.catalog.MessageRepository;
import io.ragline.model.GenerationOptions;
import io.ragline.model.QueryRequest;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.lane.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Has a question stand on its own before anything is searched for: by one short try of the model that answers it, else by rule, as
 * when that model fails, is slow or says something that is no question.
 */
@ApplicationScoped
public class FollowUps {
    private final MessageRepository messages;
    private final ChatModels models;
    private final ConversationConfig config;
    private final RewritingReports reports;
    private final RewritingRule rule = new RewritingRule();

    FollowUps(MessageRepository messages, ChatModels models, ConversationConfig config, MeterRegistry meters) {
        this.messages = messages;
        this.models = models;
        this.config = config;
        this.reports = new RewritingReports(meters);
    }

    /**
     * What the question of a job asks for, by what was said before: all that was answered in its conversation when it was accepted, or
     * what the caller told with it.
     */
    public FollowUp of(JobRun run, QueryRequest query) {
        Before before = before(run, query);
        Optional<ChatModel> model = before.turns().isEmpty() ? Optional.empty() : answering(query);
        List<Turn> history = model.map(each -> HistoryBudget.ofAnswers(each).fit(before.turns()))
                .orElse(List.of());
        if (before.answered().isEmpty()) {
            return new FollowUp(query.question(), query.question(), history, TokenUsage.NONE, null);
        }
        long start = System.nanoTime();
        RewritingModel.Reply reply = model.flatMap(each -> ask(each, run, query.question(), before.turns()))
                .orElse(RewritingModel.Reply.NONE);
        String standalone = reply.question().orElseGet(() -> rule.standalone(query.question(), before.answered()));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        return new FollowUp(query.question(), standalone, history, reply.usage(), took);
    }

    private Before before(JobRun run, QueryRequest query) {
        return query.conversationId() == null
                ? Before.toldBy(query.history(), rule)
                : Before.inConversation(messages.before(run.job().id, Before.MOST_QUESTIONS));
    }

    private Optional<ChatModel> answering(QueryRequest query) {
        String wanted = query.generation().model();
        return query.generate() && !GenerationOptions.EXTRACTIVE.equals(wanted)
                ? models.named(wanted)
                : Optional.empty();
    }

    private Optional<RewritingModel.Reply> ask(ChatModel model, JobRun run, String question, List<Turn> before) {
        ChatListener listener = new ChatListener() {
            @Override
            public void text(String text) {
                // nobody is shown how a question is rewritten
            }

            @Override
            public void check() {
                run.check();
            }
        };
        try {
            RewritingModel.Reply reply =
                    new RewritingModel(model, config.rewriteTimeout()).ask(question, before, listener);
            if (reply.question().isPresent()) {
                reports.rewritten(model.name());
            } else {
                reports.nonsense(model.name());
            }
            return Optional.of(reply);
        } catch (ChatFailedException e) {
            reports.failed(model.name(), e);
            return Optional.of(new RewritingModel.Reply(Optional.empty(), e.spent()));
        }
    }
}
