package io.ragline.cli.ingest.progress;

import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.FileOutcome.AlreadyThere;
import io.ragline.cli.ingest.progress.FileOutcome.Failed;
import io.ragline.cli.ingest.progress.FileOutcome.Indexed;
import io.ragline.cli.ingest.progress.FileOutcome.Queued;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Where everybody who works on an ingest puts down how far they are. Safe for use by many threads. */
public final class Board {

    /** The stage of a file whose content is compared with what the server has. */
    public static final String CHECKING = "checking";

    /** The stage of a file that is being sent. */
    public static final String UPLOADING = "uploading";

    /** What a file costs beside its bytes, so that a thousand small ones count for something. */
    private static final long WEIGHT_OF_A_FILE = 32 << 10;

    /** The share of sending in the work on a file whose job is waited for. */
    private static final double SENDING = 0.1;

    private final int all;
    private final long bytes;
    private final double work;
    private final boolean waits;
    private final LongSupplier nanoTime;
    private final TimeLeft timeLeft = new TimeLeft();
    private final Map<FoundFile, Local> local = new LinkedHashMap<>();
    private final Map<FoundFile, RunningFile> server = new LinkedHashMap<>();
    private final Map<FoundFile, Boolean> accepted = new HashMap<>();
    private List<FileOutcome> news = new ArrayList<>();
    private String note = "";
    private int ahead;
    private int indexed;
    private int there;
    private int queued;
    private int failed;
    private long doneBytes;
    private long doneWeight;
    private long skippedWeight;
    private long acceptedWeight;

    /** Something that is done here, by this process. */
    private static final class Local {
        private final String stage;
        private long bytes;

        Local(String stage) {
            this.stage = stage;
        }
    }

    /**
     * @param unusable how many files are meant beside these, and can't be used
     * @param waits whether jobs are waited for
     */
    public Board(List<FoundFile> files, int unusable, boolean waits, LongSupplier nanoTime) {
        this.all = files.size() + unusable;
        this.bytes = files.stream().mapToLong(FoundFile::size).sum();
        this.work = files.stream().mapToDouble(Board::weight).sum();
        this.waits = waits;
        this.nanoTime = nanoTime;
    }

    /** Something begins to be done with a file here. */
    public synchronized void begin(FoundFile file, String stage) {
        local.put(file, new Local(stage));
    }

    /** So many more bytes of it are done. */
    public synchronized void advance(FoundFile file, long more) {
        Local activity = local.get(file);
        if (activity != null) {
            activity.bytes += more;
        }
    }

    public synchronized void end(FoundFile file) {
        local.remove(file);
    }

    /** The server has it, and its job is waited for. */
    public synchronized void accepted(FoundFile file) {
        local.remove(file);
        if (accepted.put(file, true) == null) {
            acceptedWeight += weight(file);
        }
    }

    /** What the server is doing now, all of it. */
    public synchronized void running(Map<FoundFile, RunningFile> now) {
        server.clear();
        server.putAll(now);
        server.keySet().retainAll(accepted.keySet());
    }

    /** How many jobs go before those of this ingest. */
    public synchronized void ahead(int jobs) {
        ahead = jobs;
    }

    /** A file has come to its end. */
    public synchronized void finish(FoundFile file, FileOutcome outcome) {
        local.remove(file);
        server.remove(file);
        if (accepted.remove(file) != null) {
            acceptedWeight -= weight(file);
        }
        doneBytes += file.size();
        doneWeight += weight(file);
        if (outcome instanceof AlreadyThere) {
            skippedWeight += weight(file);
        }
        count(outcome);
    }

    /** A file that could not even be looked at. */
    public synchronized void fail(Failed unusable) {
        count(unusable);
    }

    private void count(FileOutcome outcome) {
        switch (outcome) {
            case Indexed now -> indexed++;
            case AlreadyThere before -> there++;
            case Queued waiting -> queued++;
            case Failed not -> failed++;
        }
        news.add(outcome);
    }

    /** What holds things up; empty if nothing does any more. */
    public synchronized void say(String what) {
        note = what;
    }

    /** The outcomes since this was last asked. */
    public synchronized List<FileOutcome> news() {
        List<FileOutcome> taken = news;
        news = new ArrayList<>();
        return taken;
    }

    public synchronized Tally tally() {
        return new Tally(all, indexed, there, queued, failed, accepted.size());
    }

    public synchronized Snapshot snapshot() {
        List<RunningFile> running = new ArrayList<>(server.values());
        int sent = 0;
        double done = doneWeight + acceptedWeight * SENDING;
        for (Map.Entry<FoundFile, RunningFile> entry : server.entrySet()) {
            done += weight(entry.getKey()) * (1 - SENDING) * entry.getValue().percent() / 100;
        }
        for (Map.Entry<FoundFile, Local> entry : local.entrySet()) {
            FoundFile file = entry.getKey();
            Local activity = entry.getValue();
            double part = file.size() == 0 ? 0 : Math.min(1, (double) activity.bytes / file.size());
            boolean uploads = activity.stage.equals(UPLOADING);
            if (uploads) {
                done += weight(file) * part * (waits ? SENDING : 1);
            }
            if (uploads && activity.bytes >= file.size()) {
                sent++;
            } else if (activity.bytes > 0) {
                running.add(new RunningFile(file.id(), activity.stage, (int) (100 * part), 0, 0));
            }
        }
        double fraction = work == 0 ? 1 : Math.clamp(done / work, 0, 1);
        // what is skipped goes by in no time and says nothing of the pace of the rest
        var left = timeLeft.of(nanoTime.getAsLong(), done - skippedWeight, work - skippedWeight);
        return new Snapshot(tally(), bytes, doneBytes, fraction, left, running, sent, server.size(), ahead, note);
    }

    private static long weight(FoundFile file) {
        return file.size() + WEIGHT_OF_A_FILE;
    }
}
