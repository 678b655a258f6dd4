package io.ragline.worker.answer;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.regex.RegularExpression;
import java.util.regex.Pattern;

/** Ends the checking of an answer when the schema, which is a caller's, makes too much work of it. For one check. */
final class LimitedChecking extends ExecutionContext {
    private static final int MOST_STEPS = 200_000;
    private static final int DEEPEST = 500;

    /** Characters that a pattern looks at, again and again. */
    private static final int MOST_LOOKS = 5_000_000;

    private int steps;
    private int depth;

    /** It was too much. */
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void evaluationPathAddLast(String part) {
        count();
        super.evaluationPathAddLast(part);
    }

    @Override
    public void evaluationPathAddLast(int part) {
        count();
        super.evaluationPathAddLast(part);
    }

    @Override
    public void evaluationPathRemoveLast() {
        depth--;
        super.evaluationPathRemoveLast();
    }

    private void count() {
        if (++steps > MOST_STEPS || ++depth > DEEPEST) {
            throw new TooMuchException();
        }
    }

    /** A pattern that gives up rather than to try for ever. */
    static RegularExpression pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> pattern.matcher(new Looked(text, new int[1])).find();
    }

    /** A text that can be looked at so often. */
    private record Looked(CharSequence text, int[] looks) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++looks[0] > MOST_LOOKS) {
                throw new TooMuchException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Looked(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
