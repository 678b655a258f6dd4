package io.ragline.cli.ingest.transfer;

import io.ragline.cli.ingest.files.FoundFile;
import io.ragline.cli.ingest.progress.Board;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of files, read piece by piece. */
final class ContentHash {

    private static final int PIECE = 256 << 10;

    private final Board board;
    private final StopSignal stop;
    private final byte[] piece = new byte[PIECE];

    ContentHash(Board board, StopSignal stop) {
        this.board = board;
        this.stop = stop;
    }

    /** In hex, as the API has it. */
    String of(FoundFile file) throws IOException {
        MessageDigest digest = sha256();
        board.begin(file, Board.CHECKING);
        try (InputStream in = Files.newInputStream(file.path())) {
            int read;
            while ((read = in.read(piece)) >= 0 && !stop.isStopped()) {
                digest.update(piece, 0, read);
                board.advance(file, read);
            }
        } finally {
            board.end(file);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
