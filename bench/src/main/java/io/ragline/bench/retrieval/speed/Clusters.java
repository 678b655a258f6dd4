package io.ragline.bench.retrieval.speed;

import java.util.SplittableRandom;

/** Vectors of length 1 around so many centres, which point anywhere. */
final class Clusters {
    private final float[][] centres;
    private final double noise;

    /** @param noise how far a vector is from its centre, which is 1 long, before it is normalised */
    Clusters(int count, int dimensions, double noise, SplittableRandom random) {
        this.noise = noise;
        this.centres = new float[count][];
        for (int i = 0; i < count; i++) {
            centres[i] = around(new float[dimensions], 1, random);
        }
    }

    /** A vector of any of them. */
    float[] next(SplittableRandom random) {
        return around(centres[random.nextInt(centres.length)], noise, random);
    }

    private static float[] around(float[] centre, double noise, SplittableRandom random) {
        float[] vector = new float[centre.length];
        double each = noise / Math.sqrt(vector.length);
        double square = 0;
        for (int i = 0; i < vector.length; i++) {
            double value = centre[i] + each * random.nextGaussian();
            vector[i] = (float) value;
            square += value * value;
        }
        float factor = (float) (1 / Math.sqrt(square));
        for (int i = 0; i < vector.length; i++) {
            vector[i] *= factor;
        }
        return vector;
    }
}
