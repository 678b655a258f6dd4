package io.ragline.worker.chat;

import java.util.concurrent.locks.ReentrantLock;

/** Tells a listener, one thread at a time, and of a new beginning only if it has heard anything. */
final class Telling implements ChatListener {
    private final ChatListener listener;
    private final ReentrantLock turn = new ReentrantLock();
    private boolean heard;

    Telling(ChatListener listener) {
        this.listener = listener;
    }

    @Override
    public void text(String text) {
        inTurn(() -> {
            heard = true;
            listener.text(text);
        });
    }

    @Override
    public void restart(String why) {
        inTurn(() -> {
            if (heard) {
                heard = false;
                listener.restart(why);
            }
        });
    }

    @Override
    public void check() {
        inTurn(listener::check);
    }

    /** Nobody else tells anything meanwhile. */
    void inTurn(Runnable what) {
        turn.lock();
        try {
            what.run();
        } finally {
            turn.unlock();
        }
    }
}
