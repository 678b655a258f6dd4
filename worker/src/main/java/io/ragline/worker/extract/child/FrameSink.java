package io.ragline.worker.extract.child;

import io.ragline.model.DocumentInfo;
import io.ragline.model.Page;
import io.ragline.model.PageWarning;
import io.ragline.worker.extract.PageSink;
import io.ragline.worker.extract.PageWarnings;
import io.ragline.worker.extract.Picture;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes pages as frames. */
final class FrameSink implements PageSink {
    private final FrameCodec codec;
    private final DataOutputStream out;
    private final boolean pictures;

    /** @param pictures whether they are wanted */
    FrameSink(FrameCodec codec, DataOutputStream out, boolean pictures) {
        this.codec = codec;
        this.out = out;
        this.pictures = pictures;
    }

    @Override
    public boolean wantsPictures() {
        return pictures;
    }

    @Override
    public void picture(Picture picture) {
        try {
            byte[] bytes = codec.encode(new Frame.PictureTaken(picture));
            if (codec.fits(bytes)) {
                codec.write(out, bytes);
            } else {
                warning(PageWarnings.notDescribed(picture.page(), "it is too large to be handed over"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void pages(int total) {
        write(new Frame.Pages(total));
    }

    @Override
    public void info(DocumentInfo info) {
        write(new Frame.Info(info));
    }

    @Override
    public void page(Page page) {
        try {
            byte[] bytes = codec.encode(new Frame.PageRead(page));
            if (codec.fits(bytes)) {
                codec.write(out, bytes);
                return;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        warning(PageWarnings.unreadable(page.number(), "it holds too much text"));
        write(new Frame.PageRead(new Page(page.number(), page.label(), page.width(), page.height(), List.of())));
    }

    @Override
    public void warning(PageWarning warning) {
        write(new Frame.Warned(warning));
    }

    private void write(Frame frame) {
        try {
            codec.write(out, codec.encode(frame));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
