package io.ragline.worker.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ragline.model.QueryResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jboss.logging.Logger;

/** Results as bytes: JSON, compressed. */
final class ResultBytes {
    private static final Logger LOG = Logger.getLogger(ResultBytes.class);

    private final ObjectMapper json;

    ResultBytes(ObjectMapper json) {
        this.json = json;
    }

    byte[] of(QueryResult result) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
                out.write(json.writeValueAsBytes(result));
            }
            return bytes.toByteArray();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A result is always JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
    }

    /** The result; nothing if another release wrote it in a form that this one doesn't know. */
    Optional<QueryResult> read(byte[] bytes) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            return Optional.of(json.readValue(in, QueryResult.class));
        } catch (IOException e) {
            LOG.infof("A kept answer can't be read, so the question is answered anew: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
