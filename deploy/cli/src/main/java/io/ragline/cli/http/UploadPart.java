package io.ragline.cli.http;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** A file as it is sent: in pieces, counted. Each try of a request needs a new one. */
public final class UploadPart {

    private final String externalId;
    private final String name;
    private final long size;
    private final BodyPublisher content;
    private final LongConsumer sent;
    private volatile boolean unreadable;

    /**
     * @param sent is told the bytes of each piece when it was sent
     * @throws FileNotFoundException if the file is gone or may not be read
     */
    public UploadPart(Path file, String externalId, LongConsumer sent) throws FileNotFoundException {
        this.externalId = externalId;
        this.name = String.valueOf(file.getFileName());
        this.content = BodyPublishers.ofFile(file);
        this.size = content.contentLength();
        this.sent = sent;
    }

    public String externalId() {
        return externalId;
    }

    /** In bytes. */
    public long size() {
        return size;
    }

    /** Whether the try failed because of this file: it could not be read to its end, or changed meanwhile. */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** Its name, without what would end the header that it stands in. */
    String safeName() {
        return name.replaceAll("[\\p{Cntrl}\"]", "_");
    }

    BodyPublisher body() {
        return new BodyPublisher() {
            @Override
            public long contentLength() {
                return size;
            }

            @Override
            public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
                content.subscribe(new Counter(subscriber));
            }
        };
    }

    private final class Counter implements Subscriber<ByteBuffer> {
        private final Subscriber<? super ByteBuffer> next;
        private long count;

        Counter(Subscriber<? super ByteBuffer> next) {
            this.next = next;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            next.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            int bytes = piece.remaining();
            count += bytes;
            unreadable |= count > size;
            sent.accept(bytes);
            next.onNext(piece);
        }

        @Override
        public void onError(Throwable problem) {
            unreadable = true;
            next.onError(problem);
        }

        @Override
        public void onComplete() {
            unreadable |= count < size;
            next.onComplete();
        }
    }
}
