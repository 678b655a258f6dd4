package io.ragline.worker;

import io.quarkus.runtime.Startup;
import io.ragline.model.Lane;
import io.ragline.worker.chat.ChatModel;
import io.ragline.worker.chat.ExtractiveChatModel;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.embed.OnnxEmbedder;
import io.ragline.worker.embed.OnnxModel;
import io.ragline.worker.extract.ExtractionConfig;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import io.ragline.worker.lane.WorkerConfig;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.VisibleVersions;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the adapter of each port. */
class WorkerBeans {

    /** At start: so that the first document finds a warm child. */
    @Produces
    @Singleton
    @Startup
    ExtractionPool extractionPool(ExtractionConfig extraction, WorkerConfig worker) {
        return new ExtractionPool(extraction.limits(), PoolSize.ofMax(Math.max(1, worker.workers(Lane.INGEST))));
    }

    void close(@Disposes ExtractionPool pool) {
        pool.close();
    }

    @Produces
    @Singleton
    Extractor extractor(ExtractionPool pool) {
        return new ChildExtractor(pool);
    }

    @Produces
    @Singleton
    Embedders embedders(@ConfigProperty(name = "ragline.home") Path home) {
        return new Embedders(
                OnnxModel.BGE_SMALL_EN,
                model -> new OnnxEmbedder(
                        model, home.resolve("native"), Runtime.getRuntime().availableProcessors()));
    }

    void close(@Disposes Embedders embedders) {
        embedders.close();
    }

    /** At start: a worker that can't have the index must not take jobs. */
    @Produces
    @Singleton
    @Startup
    @Typed(ChunkIndex.class)
    ChunkIndex index(@ConfigProperty(name = "ragline.home") Path home) {
        return new LuceneChunkIndex(LuceneIndexOptions.in(home.resolve("index")));
    }

    void close(@Disposes ChunkIndex index) {
        index.close();
    }

    @Produces
    @Singleton
    Retriever retriever(ChunkIndex index, VisibleVersions versions) {
        return new Retriever(index, versions);
    }

    @Produces
    @Singleton
    ChatModel model(Embedders embedders) {
        return new ExtractiveChatModel(embedders.standard());
    }
}
