package io.ragline.worker.extract.child;

/** A child with a library in it that prints to stdout all the time. */
final class NoisyChild {
    private NoisyChild() {}

    public static void main(String[] arguments) throws Exception {
        Thread noise = new Thread(() -> {
            while (true) {
                if (System.out == System.err) {
                    System.out.println("What a library has to say");
                }
                Thread.onSpinWait();
            }
        });
        noise.setDaemon(true);
        noise.start();
        ExtractionChild.main(arguments);
    }
}
