package io.ragline.bench.retrieval.speed;

import java.util.SplittableRandom;

/**
 * Words of a made-up language by Zipf's law: the word of rank r comes up in proportion to 1/r, as in every natural language. There
 * are no stop words among them, so the most frequent ones cost a text search all they can.
 */
final class ZipfWords {
    private static final String[] SYLLABLES = syllables();

    private final double[] cumulative;

    ZipfWords(int vocabulary) {
        this.cumulative = new double[vocabulary];
        double sum = 0;
        for (int rank = 0; rank < vocabulary; rank++) {
            sum += 1.0 / (rank + 1);
            cumulative[rank] = sum;
        }
    }

    private static String[] syllables() {
        String onsets = "bdfghjklmnprtvwz";
        String vowels = "aeiou";
        String[] all = new String[onsets.length() * vowels.length()];
        for (int i = 0; i < all.length; i++) {
            all[i] = "" + onsets.charAt(i / vowels.length()) + vowels.charAt(i % vowels.length());
        }
        return all;
    }

    /** The word of a rank, from 0: two syllables or more, none the same as that of another rank. */
    static String word(int rank) {
        StringBuilder word = new StringBuilder();
        int left = rank;
        do {
            word.append(SYLLABLES[left % SYLLABLES.length]);
            left /= SYLLABLES.length;
        } while (left > 0);
        return word.append('x').toString(); // no suffix that an English stemmer knows
    }

    /** A word as it comes up in a text. */
    String next(SplittableRandom random) {
        return word(rank(random.nextDouble() * cumulative[cumulative.length - 1]));
    }

    /** A word of a rank from {@code least} on, each as likely as any other. */
    String rare(int least, SplittableRandom random) {
        return word(random.nextInt(Math.min(least, cumulative.length - 1), cumulative.length));
    }

    private int rank(double at) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] < at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
