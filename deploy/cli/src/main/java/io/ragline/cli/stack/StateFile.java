package io.ragline.cli.stack;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.ragline.cli.service.HomeFolder;
import io.ragline.cli.service.ServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** {@code run/stack.json}: written whole by the supervisor at each change, read by every other command. */
final class StateFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path file;

    StateFile(HomeFolder home) {
        this.file = home.run().resolve("stack.json");
    }

    Optional<StackState> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(file), StackState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ServiceException(
                    "%s cannot be read (%s). If no Ragline runs there, delete it.".formatted(file, e.getMessage()), e);
        }
    }

    /** Readers see the old or the new state, never half of one. */
    synchronized void write(StackState state) {
        Path next = file.resolveSibling("stack.json.next");
        try {
            Files.write(next, JSON.writeValueAsBytes(state));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServiceException("%s cannot be written: %s. Is the disk full?".formatted(file, e), e);
        }
    }
}
