package io.ragline.worker.extract.pdf;

import io.ragline.model.Durations;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/** Gives up a page that draws without end, so that it costs its document that page and not the whole. */
abstract class BoundedStripper extends PDFTextStripper {
    /** Maps with millions of lines stay far below. */
    private static final int MAX_OPERATORS = 20_000_000;
    /** Less than a page may take before its process is ended. */
    private static final Duration MAX_TIME = Duration.ofSeconds(20);
    /** Viewers need to cope with 28; producers that forget to restore reach thousands. */
    private static final int MAX_SAVED_STATES = 20_000;

    private static final String DAMAGED = "a font or a part of its content is damaged";
    /** What drawing a form costs, beside what it draws. */
    private static final int OPERATORS_PER_FORM = 100;

    private static final int LOOK_EVERY = 256;

    private final Set<COSStream> drawn = Collections.newSetFromMap(new IdentityHashMap<>());
    private int operators;
    private @Nullable String lost;
    private long start;

    @Override
    public void processPage(PDPage page) throws IOException {
        operators = 0;
        start = System.nanoTime();
        drawn.clear();
        lost = null;
        super.processPage(page);
    }

    /** Something of the page is lost; {@code what} goes on after a colon. */
    final void lose(String what) {
        lost = what;
    }

    /** What was lost of the page, in words that go on after a colon; null if nothing was. */
    @Nullable
    String lost() {
        return lost;
    }

    @Override
    protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
        if (++operators > MAX_OPERATORS) {
            throw new EndlessPageException("it draws without end");
        }
        if (operators % LOOK_EVERY == 0 && System.nanoTime() - start > MAX_TIME.toNanos()) {
            throw new EndlessPageException("to draw it takes longer than %s".formatted(Durations.inWords(MAX_TIME)));
        }
        try {
            super.processOperator(operator, operands);
        } catch (EndlessPageException e) {
            throw e;
        } catch (RuntimeException e) {
            // the libraries meet a font, say, that breaks rules they rely on
            lose(DAMAGED);
        }
    }

    /** One that can't be carried out doesn't cost the page. */
    @Override
    protected void operatorException(Operator operator, List<COSBase> operands, IOException e) {
        try {
            super.operatorException(operator, operands, e);
        } catch (IOException unknown) {
            lose(DAMAGED);
        }
    }

    @Override
    public void saveGraphicsState() {
        if (getGraphicsStackSize() > MAX_SAVED_STATES) {
            throw new EndlessPageException("it draws without end");
        }
        super.saveGraphicsState();
    }

    @Override
    public void showForm(PDFormXObject form) throws IOException {
        operators += OPERATORS_PER_FORM;
        if (drawn.add(form.getCOSObject())) {
            try {
                super.showForm(form);
            } finally {
                drawn.remove(form.getCOSObject());
            }
        }
    }

    /** A form that draws itself, by whichever way, is drawn once. */
    @Override
    public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
        operators += OPERATORS_PER_FORM;
        if (drawn.add(form.getCOSObject())) {
            try {
                super.showTransparencyGroup(form);
            } finally {
                drawn.remove(form.getCOSObject());
            }
        }
    }

    /** The page asks for more than any real one does. */
    static class EndlessPageException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        EndlessPageException(String what) {
            super(what);
        }
    }
}
