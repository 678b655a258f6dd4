package io.ragline.cli.ingest.progress;

import io.ragline.cli.ingest.progress.IngestDisplay.Intent;
import io.ragline.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What is told of an ingest in words. */
final class Sentences {

    private Sentences() {}

    static String intent(Intent intent) {
        return "%s (%s) for the collection %s at %s"
                .formatted(
                        Text.files(intent.files()), Text.bytes(intent.bytes()), intent.collection(), intent.server());
    }

    static String progress(Snapshot now) {
        Tally tally = now.tally();
        List<String> parts = new ArrayList<>();
        parts.add("%d %%: %s of %s done"
                .formatted((int) (100 * now.fraction()), Text.count(tally.done()), Text.files(tally.all())));
        if (tally.failed() > 0) {
            parts.add(Text.count(tally.failed()) + " failed");
        }
        if (tally.onServer() > 0) {
            String ahead = now.ahead() == 0 ? "" : " behind " + Text.count(now.ahead()) + " of others";
            parts.add(Text.count(tally.onServer()) + " on the server" + ahead);
        }
        now.left().ifPresent(left -> parts.add(Text.left(left) + " left"));
        return String.join(", ", parts);
    }

    static String end(IngestDisplay.Ending ending) {
        Tally tally = ending.tally();
        List<String> parts = new ArrayList<>();
        add(parts, tally.indexed(), "indexed");
        add(parts, tally.queued(), "queued");
        add(parts, tally.there(), "already there");
        add(parts, tally.failed(), "failed");
        return parts.isEmpty()
                ? "There was no file to ingest."
                : "%s in the collection %s, after %s."
                        .formatted(String.join(", ", parts), ending.collection(), Terminal.duration(ending.millis()));
    }

    /** What a person must know who breaks it off. */
    static String stopped(Tally tally) {
        List<String> parts = new ArrayList<>();
        parts.add("%s of %s are done".formatted(Text.count(tally.done()), Text.files(tally.all())));
        if (tally.onServer() > 0) {
            parts.add("%s are in the server's queue and go on without this command"
                    .formatted(Text.count(tally.onServer())));
        }
        if (tally.missing() > 0) {
            parts.add("%s are not uploaded".formatted(Text.count(tally.missing())));
        }
        return "Stopped: " + String.join(", ", parts) + ".\nThe same command goes on from here.";
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(Text.count(count) + " " + what);
        }
    }
}
