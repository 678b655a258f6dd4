package io.ragline.worker.conversation;

import io.ragline.catalog.MessageRepository;
import io.ragline.catalog.MessageRepository.AnsweredTurn;
import io.ragline.model.GenerationOptions;
import io.ragline.model.QueryRequest;
import io.ragline.model.TokenUsage;
import io.ragline.model.Turn;
import io.ragline.model.Turn.Role;
import io.ragline.worker.chat.ChatFailedException;
import io.ragline.worker.chat.ChatListener;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.lane.JobRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Has a question stand on its own before anything is searched for: by the model that answers it, else by rule, as when that model
 * fails or says something that is no question.
 */
@ApplicationScoped
public class FollowUps {
    private static final Logger LOG = Logger.getLogger(FollowUps.class);

    /** Beyond that no model is told anyway. */
    private static final int MOST_TURNS = 50;

    /** References to passages that nobody has before them any more. */
    private static final Pattern REFERENCE = Pattern.compile("\\s*\\[\\d{1,3}(?:\\s*,\\s*\\d{1,3})*]");

    private final MessageRepository messages;
    private final ChatModels models;
    private final RewritingRule rule = new RewritingRule();

    FollowUps(MessageRepository messages, ChatModels models) {
        this.messages = messages;
        this.models = models;
    }

    /** What the question of a job asks for, by all that was answered in its conversation when it was accepted. */
    public FollowUp of(JobRun run, QueryRequest query) {
        if (query.conversationId() == null) {
            return FollowUp.first(query.question());
        }
        List<AnsweredTurn> before = messages.before(run.job().id, MOST_TURNS).stream()
                .map(FollowUps::withoutReferences)
                .toList();
        if (before.isEmpty()) {
            return FollowUp.first(query.question());
        }
        long start = System.nanoTime();
        Optional<ChatModel> model = answering(query);
        Rewritten rewritten = model.flatMap(each -> byModel(each, run, query.question(), before))
                .orElseGet(() -> new Rewritten(rule.standalone(query.question(), before), TokenUsage.NONE));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        List<Turn> history = model.map(each -> HistoryBudget.ofAnswers(each).fit(turns(before)))
                .orElse(List.of());
        return new FollowUp(query.question(), rewritten.question(), history, rewritten.usage(), took);
    }

    /** A question that stands on its own, and what it took to make it so. */
    record Rewritten(String question, TokenUsage usage) {}

    private Optional<ChatModel> answering(QueryRequest query) {
        String wanted = query.generation().model();
        return query.generate() && !GenerationOptions.EXTRACTIVE.equals(wanted)
                ? models.named(wanted)
                : Optional.empty();
    }

    private Optional<Rewritten> byModel(ChatModel model, JobRun run, String question, List<AnsweredTurn> before) {
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
            RewritingModel.Reply reply = new RewritingModel(model).ask(question, turns(before), listener);
            String rewritten = reply.question().orElseGet(() -> {
                LOG.infof("What %s made of a question is none; it is rewritten by rule", model.name());
                return rule.standalone(question, before);
            });
            return Optional.of(new Rewritten(rewritten, reply.usage()));
        } catch (ChatFailedException e) {
            LOG.infof("A question is rewritten by rule, since %s does not answer: %s", model.name(), e.getMessage());
            return Optional.empty();
        }
    }

    private static AnsweredTurn withoutReferences(AnsweredTurn turn) {
        return new AnsweredTurn(
                turn.question(),
                turn.searchedFor(),
                REFERENCE.matcher(turn.answer()).replaceAll(""));
    }

    private static List<Turn> turns(List<AnsweredTurn> before) {
        return before.stream()
                .flatMap(turn ->
                        Stream.of(new Turn(Role.USER, turn.question()), new Turn(Role.ASSISTANT, turn.answer())))
                .toList();
    }
}
