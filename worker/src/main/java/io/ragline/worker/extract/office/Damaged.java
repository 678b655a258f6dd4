package io.ragline.worker.extract.office;

import io.ragline.model.ErrorCode;
import io.ragline.model.RaglineException;
import io.ragline.worker.extract.container.Damage;
import java.io.IOException;

/** What becomes of a file that can't be read as what it is. */
final class Damaged {
    private Damaged() {}

    static RaglineException file(IOException e) {
        return new RaglineException(ErrorCode.DOCUMENT_UNREADABLE, "The file is damaged: " + Damage.of(e), e);
    }
}
