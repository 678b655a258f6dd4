package io.ragline.cli.ingest;

import io.ragline.cli.http.Job;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar for each file. */
final class BarDisplay implements IngestDisplay {

    private static final int NAME_WIDTH = 32;

    private final ProgressBarStyle style;
    private final Map<Path, ProgressBar> bars = new HashMap<>();

    BarDisplay(boolean unicode) {
        this.style = unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII;
    }

    @Override
    public void uploading(Path file) {
        bar(file).setExtraMessage(" uploading");
    }

    @Override
    public void working(Path file, Job job) {
        Job.Progress progress = job.progress();
        if (progress == null) {
            bar(file).setExtraMessage(" " + (job.status() == null ? "" : job.status()));
            return;
        }
        String units = progress.total() == 0 ? "" : " %d/%d".formatted(progress.done(), progress.total());
        bar(file).stepTo(progress.percent()).setExtraMessage(" " + progress.stage() + units);
    }

    @Override
    public void finished(FileOutcome outcome) {
        ProgressBar bar = bar(outcome.file());
        switch (outcome) {
            case FileOutcome.Indexed indexed -> bar.stepTo(100).setExtraMessage(" indexed");
            case FileOutcome.AlreadyThere there -> bar.stepTo(100).setExtraMessage(" already there");
            case FileOutcome.Failed failed -> bar.setExtraMessage(" failed");
        }
        bar.close();
    }

    @Override
    public void close() {
        bars.values().forEach(ProgressBar::close);
    }

    private ProgressBar bar(Path file) {
        return bars.computeIfAbsent(file, this::open);
    }

    private ProgressBar open(Path file) {
        return new ProgressBarBuilder()
                .setTaskName(name(file))
                .setInitialMax(100)
                .setUnit(" %", 1)
                .setStyle(style)
                .hideEta()
                .setUpdateIntervalMillis(200)
                .continuousUpdate()
                .build();
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        String cut = name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "…";
        return cut + " ".repeat(NAME_WIDTH - cut.length());
    }
}
