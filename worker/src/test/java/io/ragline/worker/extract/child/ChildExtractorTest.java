package io.ragline.worker.extract.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ragline.model.ErrorCode;
import io.ragline.model.Page;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.FormatExtractor;
import io.ragline.worker.extract.RecordingSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ChildExtractorTest extends ChildTesting {

    @Test
    void a_child_reads_what_the_extractor_itself_reads() {
        RecordingSink inChild = new RecordingSink();
        RecordingSink here = new RecordingSink();
        FormatExtractor.ofAllFormats(10).extract(pdf(onePage), here);

        extractor(LIMITS).extract(pdf(onePage), inChild);

        assertThat(inChild.total()).isEqualTo(1);
        assertThat(inChild.pages()).isEqualTo(here.pages());
    }

    @Test
    void an_error_of_the_document_comes_with_its_code_and_the_child_is_used_again() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.pdf"), "no PDF at all");
        ExtractionPool pool = pool(LIMITS, ONE);
        ChildExtractor extractor = new ChildExtractor(pool);

        assertFails(extractor, broken, ErrorCode.DOCUMENT_UNREADABLE);
        List<Long> before = pool.pids();
        extractor.extract(pdf(onePage), new RecordingSink());

        assertThat(before).hasSize(1).isEqualTo(pool.pids());
    }

    @Test
    void a_child_that_is_killed_amid_a_document_is_a_crash_and_the_next_document_is_read() {
        ExtractionPool pool = pool(LIMITS, ONE);
        ChildExtractor extractor = new ChildExtractor(pool);

        assertThatThrownBy(() -> extractor.extract(pdf(manyPages), new RecordingSink() {
                    @Override
                    public void page(Page page) {
                        if (page.number() == 3) {
                            ProcessHandle.of(pool.pids().getFirst())
                                    .orElseThrow()
                                    .destroyForcibly();
                        }
                    }
                }))
                .isInstanceOfSatisfying(RaglineException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.EXTRACTION_CRASHED);
                    assertThat(e.code().retryable()).isTrue();
                });
        RecordingSink next = new RecordingSink();
        extractor.extract(pdf(onePage), next);
        assertThat(next.pages()).hasSize(1);
    }

    @Test
    void what_the_sink_throws_reaches_the_caller_and_the_child_is_gone() {
        ExtractionPool pool = pool(LIMITS, ONE);

        assertThatThrownBy(() -> new ChildExtractor(pool).extract(pdf(manyPages), new RecordingSink() {
                    @Override
                    public void page(Page page) {
                        throw new IllegalStateException("cancelled");
                    }
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cancelled");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void the_reading_can_be_stopped_while_nothing_comes() {
        ExtractionPool pool = pool(LIMITS, ONE);

        assertThatThrownBy(() -> new ChildExtractor(pool).extract(pdf(manyPages), new RecordingSink() {
                    @Override
                    public void waiting() {
                        throw new IllegalStateException("cancelled");
                    }
                }))
                .hasMessage("cancelled");
        assertThat(pool.pids()).isEmpty();
    }

    @Test
    void an_interrupt_ends_the_reading_and_the_child() throws InterruptedException {
        ExtractionPool pool = pool(LIMITS, ONE);
        List<Throwable> thrown = new ArrayList<>();
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                new ChildExtractor(pool).extract(pdf(manyPages), new RecordingSink() {
                    @Override
                    public void pages(int total) {
                        Thread.currentThread().interrupt();
                    }
                });
            } catch (CancellationException e) {
                thrown.add(e);
                thrown.add(new Exception("flag " + Thread.currentThread().isInterrupted()));
            }
        });
        caller.join();

        assertThat(thrown).hasSize(2);
        assertThat(thrown.getLast()).hasMessage("flag true");
        assertThat(pool.pids()).isEmpty();
    }
}
