package io.ragline.worker.openai;

import io.lettuce.core.RedisException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.ragline.provider.ChatConfig;
import io.ragline.provider.ChatProvider;
import io.ragline.provider.ConfiguredChatModel;
import io.ragline.provider.ConfiguredEmbeddingModel;
import io.ragline.provider.EmbeddingConfig;
import io.ragline.provider.ModelStates;
import io.ragline.provider.ModelStates.Kind;
import io.ragline.worker.lane.WorkerConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** Looks from time to time whether the models that are configured answer, one worker at a time, and tells the API. */
@ApplicationScoped
class ModelProbes {
    private static final Logger LOG = Logger.getLogger(ModelProbes.class);

    private final ModelStates states;
    private final Duration turn;
    private final List<Probed> probed = new ArrayList<>();

    private record Probed(Kind kind, String name, ModelProbe probe) {}

    ModelProbes(ModelStates states, ChatConfig chat, EmbeddingConfig embedding, WorkerConfig worker) {
        this.states = states;
        // the next round of any worker finds it free again
        this.turn = worker.probeModelsEvery().multipliedBy(9).dividedBy(10);
        for (ConfiguredChatModel model : ConfiguredChatModel.all(chat)) {
            ChatProvider provider = model.provider();
            probe(
                    Kind.CHAT,
                    model.name(),
                    new OpenAiEndpoint(
                            provider.baseUrl(),
                            provider.apiKey().orElse(null),
                            model.model(),
                            provider.azureApiVersion().orElse(null)));
        }
        ConfiguredEmbeddingModel.of(embedding)
                .ifPresent(model -> probe(
                        Kind.EMBEDDING,
                        model.model(),
                        new OpenAiEndpoint(
                                embedding.baseUrl(),
                                embedding.apiKey().orElse(null),
                                model.model(),
                                embedding.azureApiVersion().orElse(null))));
    }

    private void probe(Kind kind, String name, OpenAiEndpoint endpoint) {
        probed.add(new Probed(kind, name, new ModelProbe(endpoint, Clock.systemUTC())));
    }

    @Scheduled(every = "${ragline.worker.probe-models-every:30s}", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            if (!probed.isEmpty() && states.takeTurn(turn)) {
                for (Probed model : probed) {
                    states.put(model.kind, model.name, model.probe.look());
                }
            }
        } catch (RedisException e) {
            LOG.debugf(e, "Whether models answer is not told: Redis does not answer");
        }
    }

    @PreDestroy
    void close() {
        probed.forEach(model -> model.probe.close());
    }
}
