package io.ragline.worker;

import io.ragline.catalog.DocumentRepository;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ExtractiveChatModel;
import io.ragline.worker.chunk.TokenCounter;
import io.ragline.worker.embed.Embedder;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.extract.ExtractionLimits;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.query.Retriever;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter of each port. */
class WorkerBeans {

    @Produces
    @Singleton
    OnnxEmbedder onnx(@ConfigProperty(name = "ragline.home") Path home) {
        return new OnnxEmbedder(home.resolve("native"), Runtime.getRuntime().availableProcessors());
    }

    void close(@Disposes OnnxEmbedder embedder) {
        embedder.close();
    }

    @Produces
    @Singleton
    TokenCounter tokens(OnnxEmbedder embedder) {
        return embedder.tokenCounter();
    }
}
