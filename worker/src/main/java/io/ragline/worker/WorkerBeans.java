package io.ragline.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.ragline.catalog.TextLengthRepository;
import io.ragline.model.Lane;
import io.ragline.worker.answer.Answerers;
import io.ragline.worker.chat.ChatModels;
import io.ragline.worker.embed.Embedders;
import io.ragline.worker.extract.ExtractionConfig;
import io.ragline.worker.extract.Extractor;
import io.ragline.worker.extract.PageImageConfig;
import io.ragline.worker.extract.child.ChildExtractor;
import io.ragline.worker.extract.child.ChildPageRenderer;
import io.ragline.worker.extract.child.ExtractionPool;
import io.ragline.worker.extract.child.PoolSize;
import io.ragline.worker.extract.ocr.OcrConfig;
import io.ragline.worker.extract.ocr.OcrOptions;
import io.ragline.worker.extract.ocr.TesseractSearch;
import io.ragline.worker.index.ChunkIndex;
import io.ragline.worker.index.lucene.LuceneChunkIndex;
import io.ragline.worker.index.lucene.LuceneIndexOptions;
import io.ragline.worker.index.qdrant.AverageLength;
import io.ragline.worker.index.qdrant.QdrantChunkIndex;
import io.ragline.worker.index.qdrant.QdrantConfig;
import io.ragline.worker.lane.WorkerConfig;
import io.ragline.worker.query.Reranking;
import io.ragline.worker.query.Retriever;
import io.ragline.worker.query.VisibleVersions;
import io.ragline.worker.rerank.GuardedReranker;
import io.ragline.worker.rerank.RerankConfig;
import io.ragline.worker.rerank.Reranker;
import io.ragline.worker.rerank.http.HttpReranker;
import io.ragline.worker.vision.DescribingExtractor;
import io.ragline.worker.vision.GuardedDescriber;
import io.ragline.worker.vision.VisionConfig;
import io.ragline.worker.vision.openai.OpenAiImageDescriber;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Chooses the adapter of each port. */
class WorkerBeans {
    private static final Logger LOG = Logger.getLogger(WorkerBeans.class);

    /** At start, so that whoever starts a worker learns at once what it can't read. */
    @Produces
    @Singleton
    @Startup
    TesseractSearch tesseract(OcrConfig config) {
        TesseractSearch search = TesseractSearch.by(config);
        boolean asWanted = search.options() != null || config.enabled() == OcrConfig.Mode.OFF;
        LOG.log(asWanted ? Logger.Level.INFO : Logger.Level.WARN, search.says());
        return search;
    }

    /** At start: so that the first document finds a warm child. */
    @Produces
    @Singleton
    @Startup
    ExtractionPool extractionPool(ExtractionConfig extraction, WorkerConfig worker, TesseractSearch tesseract) {
        OcrOptions ocr = tesseract.options();
        return new ExtractionPool(
                extraction.limits(),
                PoolSize.ofMax(Math.max(1, worker.workers(Lane.INGEST))),
                // a picture that takes long must not look like a page that never comes
                ocr == null ? null : ocr.within(extraction.pageTime().dividedBy(2)));
    }

    void close(@Disposes ExtractionPool pool) {
        pool.close();
    }

    @Produces
    @Singleton
    Extractor extractor(ExtractionPool pool, VisionConfig vision, MeterRegistry meters) {
        Extractor child = new ChildExtractor(pool);
        if (vision.model().isEmpty()) {
            return child;
        }
        OpenAiImageDescriber model = new OpenAiImageDescriber(
                vision.baseUrl(),
                vision.apiKey().orElse("none"),
                vision.model().get(),
                vision.timeout(),
                Clock.systemUTC());
        GuardedDescriber guarded = new GuardedDescriber(model, vision.timeout(), vision.concurrency());
        guarded.bindTo(meters);
        return new DescribingExtractor(child, guarded, vision.maxImages());
    }

    void close(@Disposes Extractor extractor) throws Exception {
        if (extractor instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @Singleton
    ChildPageRenderer pageRenderer(ExtractionConfig extraction, PageImageConfig images) {
        ExtractionPool pool = new ExtractionPool(images.limits(extraction), PoolSize.onDemand(images.processes()));
        return new ChildPageRenderer(pool, images.maxPixels());
    }

    void close(@Disposes ChildPageRenderer renderer) {
        renderer.close();
    }

    /** At start: a worker that can't have the index must not take jobs. */
    @Produces
    @Singleton
    @Startup
    @Typed(ChunkIndex.class)
    ChunkIndex index(
            @ConfigProperty(name = "ragline.home") Path home,
            @ConfigProperty(name = "ragline.index", defaultValue = "lucene") IndexKind kind,
            QdrantConfig qdrant,
            TextLengthRepository lengths) {
        return switch (kind) {
            case LUCENE -> new LuceneChunkIndex(LuceneIndexOptions.in(home.resolve("index")));
            case QDRANT ->
                new QdrantChunkIndex(qdrant, (collection, chunks, terms) -> {
                    TextLengthRepository.TextLengths known = lengths.count(collection.indexId(), chunks, terms);
                    return AverageLength.of(known.chunks(), known.terms());
                });
        };
    }

    /** Where chunks are kept. */
    enum IndexKind {
        LUCENE,
        QDRANT
    }

    void close(@Disposes ChunkIndex index) {
        index.close();
    }

    @Produces
    @Singleton
    Reranking reranking(RerankConfig config, ObjectMapper json, MeterRegistry meters) {
        if (config.url().isEmpty()) {
            return Reranking.OFF;
        }
        Reranker model = new HttpReranker(
                config.url().get(), config.model().orElse(null), config.apiKey().orElse(null), config.timeout(), json);
        GuardedReranker guarded = new GuardedReranker(model, config.timeout(), config.concurrency());
        guarded.bindTo(meters);
        return new Reranking(guarded, config.passages());
    }

    @Produces
    @Singleton
    Retriever retriever(ChunkIndex index, VisibleVersions versions, Reranking reranking) {
        return new Retriever(index, versions, reranking);
    }

    @Produces
    @Singleton
    Answerers answerers(ChatModels models, Embedders embedders) {
        return new Answerers(models, embedders.standard());
    }
}
