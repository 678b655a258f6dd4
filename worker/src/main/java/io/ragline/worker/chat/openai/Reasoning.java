package io.ragline.worker.chat.openai;

/**
 * Leaves out how a model came to its answer where it shows that in front, as {@code <think>…</think>}, or as {@code …</think>} where its
 * template has begun that already. For one answer.
 */
final class Reasoning {
    private static final String BEGIN = "<think>";
    private static final String END = "</think>";
    private static final String QUOTES = "`\"'“”‘’«»";
    private static final Part NOTHING = new Part("", false);

    private final StringBuilder held = new StringBuilder();
    private State state = State.BEFORE;

    /** What was said last before what is held. */
    private char last = ' ';

    private enum State {
        BEFORE,
        INSIDE,
        BEHIND,
        /** The answer, unless reasoning turns out to end that was not seen to begin. */
        LIKELY_ANSWER,
        ANSWER
    }

    /**
     * What a part of the reply adds to the answer.
     *
     * @param answer which may be empty
     * @param anew whether what came before was reasoning, so that the answer begins with this
     */
    record Part(String answer, boolean anew) {}

    Part add(String text) {
        held.append(text);
        return next(false);
    }

    /** What was held back, as it might have become something else, when nothing comes any more. */
    Part rest() {
        return next(true);
    }

    private Part next(boolean over) {
        return switch (state) {
            case BEFORE -> before(over);
            case INSIDE -> inside(over);
            case BEHIND -> behind(over);
            case LIKELY_ANSWER -> likelyAnswer(over);
            case ANSWER -> new Part(release(held.length()), false);
        };
    }

    private Part before(boolean over) {
        dropSpace();
        if (!over && BEGIN.startsWith(held.toString())) {
            return NOTHING;
        }
        state = held.indexOf(BEGIN) == 0 ? State.INSIDE : State.LIKELY_ANSWER;
        return next(over);
    }

    private Part inside(boolean over) {
        int end = held.indexOf(END);
        if (end < 0) {
            held.delete(0, Math.max(0, held.length() - END.length() + 1));
            return NOTHING;
        }
        held.delete(0, end + END.length());
        state = State.BEHIND;
        return next(over);
    }

    private Part behind(boolean over) {
        dropSpace();
        if (held.isEmpty()) {
            return NOTHING;
        }
        state = State.ANSWER;
        return next(over);
    }

    private Part likelyAnswer(boolean over) {
        StringBuilder answer = new StringBuilder();
        while (true) {
            int end = held.indexOf(END);
            int begin = held.indexOf(BEGIN);
            if (begin >= 0 && (end < 0 || begin < end)) {
                state = State.ANSWER; // it speaks of such marks
                return new Part(answer + release(held.length()), false);
            }
            if (end < 0) {
                return new Part(answer + release(over ? held.length() : held.length() - partOfAMark()), false);
            }
            answer.append(release(end));
            boolean followed = held.length() > END.length();
            if (isQuote(last) && !followed && !over) {
                return new Part(answer.toString(), false);
            }
            if (!(isQuote(last) && followed && isQuote(held.charAt(END.length())))) {
                held.delete(0, END.length());
                state = State.BEHIND;
                return new Part(next(over).answer(), true);
            }
            answer.append(release(END.length()));
        }
    }

    private static boolean isQuote(char c) {
        return QUOTES.indexOf(c) >= 0;
    }

    /** How much at the end may become a mark. */
    private int partOfAMark() {
        for (int length = Math.min(END.length() - 1, held.length()); length > 0; length--) {
            String end = held.substring(held.length() - length);
            if (END.startsWith(end) || BEGIN.startsWith(end)) {
                return length;
            }
        }
        return 0;
    }

    private String release(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        if (!text.isEmpty()) {
            last = text.charAt(text.length() - 1);
        }
        return text;
    }

    private void dropSpace() {
        int space = 0;
        while (space < held.length() && Character.isWhitespace(held.charAt(space))) {
            space++;
        }
        held.delete(0, space);
    }
}
