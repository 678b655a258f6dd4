package io.ragline.cli.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A project folder with a copy of the real script, and doubles of Maven and of JDKs that only tell what they are asked. */
final class FakeProject {

    private static final String MAVEN = """
            #!/bin/sh
            echo "maven $* with $JAVA_HOME" >>"$ROOT/calls"
            if [ -f "$ROOT/broken" ]; then echo '[ERROR] Main.java: cannot find symbol'; exit 1; fi
            if [ -f "$ROOT/slow" ]; then sleep 1; fi
            mkdir -p "$ROOT/deploy/cli/target/lib"
            touch "$ROOT/deploy/cli/target/ragline-cli.jar"
            [ "$2" != verify ] || exit 42
            """;

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();

    /** How the script ended and what it wrote. */
    record Result(int exitCode, String output) {}

    FakeProject(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("worker/src/main"));
        Files.writeString(folder.resolve("pom.xml"), "<project/>");
        Files.writeString(folder.resolve("worker/src/main/Worker.java"), "class Worker {}");
        executable(folder.resolve("ragline"), Files.readString(Path.of("../../ragline")));
        executable(folder.resolve("maven"), MAVEN);
        environment.put("ROOT", folder.toString());
        environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        environment.put("HOME", folder.toString());
        environment.put("RAGLINE_MVN", folder.resolve("maven").toString());
        environment.put("RAGLINE_JDK_FOLDERS", "");
        // A java on the PATH that is too old, as on many machines
        Path old = jdk("path-jdk", "17.0.1");
        environment.put("PATH", old.resolve("bin") + ":/usr/local/bin:/usr/bin:/bin");
    }

    Path folder() {
        return folder;
    }

    FakeProject with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** A folder that looks like a JDK; its java writes what it was called with. */
    Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("jdks").resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"" + name + " in $PWD runs $*\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    Result run(String... arguments) throws Exception {
        return runFrom(folder, folder.resolve("ragline"), arguments);
    }

    Result runFrom(Path currentFolder, Path script, String... arguments) throws Exception {
        Process process = start(currentFolder, script, arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("The script does not end: " + output);
        }
        return new Result(process.exitValue(), output);
    }

    Process start(Path currentFolder, Path script, String... arguments) throws IOException {
        List<String> command = Stream.concat(Stream.of(script.toString()), Stream.of(arguments))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(currentFolder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The calls of Maven so far. */
    List<String> builds() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    /** Makes a source look edited after the last build, without waiting for the clock. */
    void edit(String file) throws IOException {
        Files.setLastModifiedTime(
                folder.resolve(file), FileTime.from(Instant.now().plusSeconds(5)));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
