package io.ragline.worker.chat.openai;

/** Leaves out how a model came to its answer where it shows that in front, as {@code <think>…</think>}. For one answer. */
final class Reasoning {
    private static final String BEGIN = "<think>";
    private static final String END = "</think>";

    private final StringBuilder held = new StringBuilder();
    private State state = State.BEFORE;

    private enum State {
        BEFORE,
        INSIDE,
        BEHIND,
        ANSWER
    }

    /** The part of the answer that this adds, which may be empty. */
    String answerIn(String text) {
        if (state == State.ANSWER) {
            return text;
        }
        held.append(text);
        if (state == State.BEFORE) {
            dropSpace();
            if (held.length() < BEGIN.length() && BEGIN.startsWith(held.toString())) {
                return "";
            }
            boolean reasons = held.indexOf(BEGIN) == 0;
            state = reasons ? State.INSIDE : State.ANSWER;
        }
        if (state == State.INSIDE) {
            int end = held.indexOf(END);
            if (end < 0) {
                held.delete(0, Math.max(0, held.length() - END.length() + 1));
                return "";
            }
            held.delete(0, end + END.length());
            state = State.BEHIND;
        }
        dropSpace();
        if (state == State.BEHIND && !held.isEmpty()) {
            state = State.ANSWER;
        }
        return release();
    }

    /** What was held back, as it might have become something else, when nothing comes any more. */
    String rest() {
        return state == State.BEFORE ? release() : "";
    }

    private String release() {
        String text = held.toString();
        held.setLength(0);
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
