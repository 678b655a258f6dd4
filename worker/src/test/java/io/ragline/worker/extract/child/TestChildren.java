package io.ragline.worker.extract.child;

import io.ragline.worker.extract.ExtractionLimits;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Children that run a class of the tests in place of the product's. */
final class TestChildren {
    private TestChildren() {}

    /** The product's command line, with that class and the path to it. */
    static List<String> running(Class<?> main, ExtractionLimits limits, Path home) {
        List<String> command = new ArrayList<>(new ChildCommand(limits, null, new Isolation(List.of())).in(home));
        command.replaceAll(argument -> argument.equals(ExtractionChild.class.getName()) ? main.getName() : argument);
        String tests = main.getProtectionDomain().getCodeSource().getLocation().getPath();
        int classPath = command.indexOf("-cp") + 1;
        command.set(classPath, command.get(classPath) + File.pathSeparator + tests);
        return command;
    }
}
