package io.ragline.worker.embed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * Where the native code of ONNX Runtime and of the tokenizers is unpacked. Left alone, ONNX Runtime unpacks itself into the
 * temporary folder at every start and leaves it there when the process is killed, and the tokenizers write into the home
 * folder, which a container may forbid, and look for a GPU and for downloads.
 */
final class NativeLibraries {
    private static final String ONNX_PATH = "onnxruntime.native.path";

    private NativeLibraries() {}

    /** Must run before the first use of either library; what the operator has set stays. */
    static synchronized void unpackInto(Path folder) {
        setDefault("DJL_CACHE_DIR", folder.resolve("djl").toAbsolutePath().toString());
        setDefault("ai.djl.offline", "true");
        setDefault("RUST_FLAVOR", "cpu");
        if (System.getProperty(ONNX_PATH) == null) {
            unpackOnnxRuntime(folder);
        }
    }

    private static void unpackOnnxRuntime(Path folder) {
        String platform = platform();
        for (String library : List.of("onnxruntime", "onnxruntime4j_jni")) {
            String file = System.mapLibraryName(library);
            if (!unpack("/ai/onnxruntime/native/" + platform + "/" + file, folder.resolve("onnxruntime"), file)) {
                return; // a platform that the jar has no code for: ONNX Runtime itself says so best
            }
        }
        System.setProperty(
                ONNX_PATH, folder.resolve("onnxruntime").toAbsolutePath().toString());
    }

    private static boolean unpack(String resource, Path folder, String file) {
        try (InputStream in = NativeLibraries.class.getResourceAsStream(resource)) {
            if (in == null) {
                return false;
            }
            byte[] code = in.readAllBytes();
            Path target = folder.resolve(file);
            if (Files.exists(target) && Files.size(target) == code.length) {
                return true;
            }
            Files.createDirectories(folder);
            Path half = Files.createTempFile(folder, file, ".part");
            Files.write(half, code);
            moveInPlace(half, target);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("Native libraries can't be unpacked into " + folder, e);
        }
    }

    /** Another process may unpack the same at the same time: whoever is last wins, with the same bytes. */
    private static void moveInPlace(Path half, Path target) throws IOException {
        try {
            Files.move(half, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            Files.delete(half);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        boolean arm = machine.startsWith("aarch64") || machine.startsWith("arm64");
        return system + "-" + (arm ? "aarch64" : "x64");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null && System.getenv(property) == null) {
            System.setProperty(property, value);
        }
    }
}
