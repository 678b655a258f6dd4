package io.ragline.worker.conversation;

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
import org.jboss.logging.Logger;

/**
 * Has a question stand on its own before anything is searched for: by the model that answers it, else by rule, as when that model
 * fails or says something that is no question.
 */
@ApplicationScoped
public class FollowUps {
    private static final Logger LOG = Logger.getLogger(FollowUps.class);

    private final MessageRepository messages;
    private final ChatModels models;
    private final RewritingRule rule = new RewritingRule();

    FollowUps(MessageRepository messages, ChatModels models) {
        this.messages = messages;
        this.models = models;
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

    private static Optional<RewritingModel.Reply> ask(ChatModel model, JobRun run, String question, List<Turn> before) {
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
            RewritingModel.Reply reply = new RewritingModel(model).ask(question, before, listener);
            if (reply.question().isEmpty()) {
                LOG.infof("What %s made of a question is none; it is rewritten by rule", model.name());
            }
            return Optional.of(reply);
        } catch (ChatFailedException e) {
            LOG.infof("A question is rewritten by rule, since %s does not answer: %s", model.name(), e.getMessage());
            return Optional.empty();
        }
    }
}
