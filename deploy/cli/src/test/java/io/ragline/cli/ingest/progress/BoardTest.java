package io.ragline.cli.ingest.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ragline.cli.ingest.files.FoundFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final long LARGE = 100_000_000;

    private final AtomicLong now = new AtomicLong();
    private final List<FoundFile> files = List.of(file("a"), file("b"), file("c"), file("d"));

    @Test
    void sending_is_a_small_part_of_the_work_if_the_jobs_are_waited_for() {
        Board board = new Board(files, 0, true, now::get);
        board.begin(files.get(0), Board.UPLOADING);
        board.advance(files.get(0), LARGE / 2);
        assertThat(board.snapshot().running()).containsExactly(new RunningFile("a", Board.UPLOADING, 50, 0, 0));

        board.advance(files.get(0), LARGE / 2);
        assertThat(board.snapshot().running()).isEmpty();
        assertThat(board.snapshot().sent()).isEqualTo(1);
        assertThat(board.snapshot().fraction()).isCloseTo(0.025, within(1e-6));

        board.accepted(files.get(0));
        board.running(Map.of(files.get(0), new RunningFile("a", "embed", 50, 1, 2)));
        assertThat(board.snapshot().fraction()).isCloseTo(0.1375, within(1e-6));
        assertThat(board.tally()).isEqualTo(new Tally(4, 0, 0, 0, 0, 1));

        board.finish(files.get(0), new FileOutcome.Indexed(files.get(0), "d1"));
        assertThat(board.snapshot().fraction()).isCloseTo(0.25, within(1e-6));
        assertThat(board.snapshot().running()).isEmpty();
        assertThat(board.snapshot().doneBytes()).isEqualTo(LARGE);
    }

    @Test
    void sending_is_all_of_the_work_if_nobody_waits() {
        Board board = new Board(files, 0, false, now::get);
        board.begin(files.get(0), Board.UPLOADING);
        board.advance(files.get(0), LARGE);

        assertThat(board.snapshot().fraction()).isCloseTo(0.25, within(1e-6));
    }

    @Test
    void what_the_server_does_for_others_is_not_shown() {
        Board board = new Board(files, 0, true, now::get);
        board.running(Map.of(files.get(1), new RunningFile("b", "embed", 50, 1, 2)));

        assertThat(board.snapshot().running()).isEmpty();
    }

    @Test
    void the_time_left_follows_the_pace_of_what_was_really_done() {
        Board board = new Board(files, 0, true, now::get);
        assertThat(board.snapshot().left()).isEmpty();
        board.finish(files.get(0), new FileOutcome.AlreadyThere(files.get(0), "d0"));
        now.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(board.snapshot().left()).as("nothing was done but skipping").isEmpty();

        board.finish(files.get(1), new FileOutcome.Indexed(files.get(1), "d1"));

        assertThat(board.snapshot().left())
                .hasValueSatisfying(left -> assertThat(left.toSeconds()).isEqualTo(20));
    }

    @Test
    void each_outcome_is_news_once_and_all_are_counted() {
        Board board = new Board(files, 1, true, now::get);
        board.fail(FileOutcome.Failed.unreadable("x", "it does not exist"));
        board.finish(files.get(0), new FileOutcome.Indexed(files.get(0), "d1"));

        assertThat(board.news()).hasSize(2);
        assertThat(board.news()).isEmpty();
        assertThat(board.tally()).isEqualTo(new Tally(5, 1, 0, 0, 1, 0));
        assertThat(board.tally().missing()).isEqualTo(3);
    }

    private static FoundFile file(String name) {
        return new FoundFile(Path.of(name), name, LARGE);
    }
}
