package io.ragline.worker.answer;

import io.ragline.worker.chat.ChatListener;
import java.util.regex.Pattern;

/** Keeps from those who listen the mark by which a model says that the passages hold no answer: they hear it in words. */
final class NoAnswerGate implements ChatListener {
    private static final String MARK = "NOT_IN_DOCUMENTS";
    private static final Pattern MARKED = Pattern.compile("(?i)[\"'`*\\s]*" + MARK + "[\"'`*.\\s]*");

    private static final Pattern BEFORE = Pattern.compile("^[\"'`*\\s]+");

    private final ChatListener listener;
    private final StringBuilder held = new StringBuilder();
    private boolean open;

    NoAnswerGate(ChatListener listener) {
        this.listener = listener;
    }

    /** The answer without the mark. */
    static String without(String answer) {
        return MARKED.matcher(answer).replaceAll(" ").strip();
    }

    /** Whether the answer is that there is none. */
    static boolean isNone(String answer) {
        return MARKED.matcher(answer).find() && CitationMarks.saysNothing(without(answer));
    }

    /** The same, of an answer in sentences: models that say in words too that there is none refer to no passage. */
    static boolean isNoneInWords(String answer) {
        return isNone(answer)
                || MARKED.matcher(answer).find()
                        && CitationMarks.in(answer).marks().isEmpty();
    }

    @Override
    public void text(String text) {
        if (open) {
            listener.text(text);
            return;
        }
        held.append(text);
        String start = BEFORE.matcher(held).replaceFirst("");
        if (!MARK.startsWith(start) && !start.startsWith(MARK)) {
            open = true;
            listener.text(held.toString());
            held.setLength(0);
        }
    }

    /** The answer is complete. */
    void end(String answer) {
        if (isNoneInWords(answer)) {
            if (open) {
                listener.restart("The model found no answer after all");
            }
            listener.text(ExtractiveAnswerer.NO_ANSWER);
        } else if (!held.isEmpty()) {
            listener.text(without(held.toString()));
        }
        held.setLength(0);
    }

    @Override
    public void restart(String why) {
        held.setLength(0);
        open = false;
        listener.restart(why);
    }

    @Override
    public void check() {
        listener.check();
    }
}
