package io.ragline;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Every setting that there is stands in docs/settings.md. */
class SettingsDocTest {
    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent().getParent();

    @Test
    void every_setting_is_told() throws IOException {
        String told = Files.readString(PROJECT.resolve("docs/settings.md"));
        JavaClasses house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(List.of("shared-model", "api-server", "worker").stream()
                        .map(module -> PROJECT.resolve(module).resolve("target/classes"))
                        .toList());
        List<String> settings = new ArrayList<>();
        for (JavaClass type : house) {
            type.tryGetAnnotationOfType("io.smallrye.config.ConfigMapping")
                    .ifPresent(mapping -> addSettings(
                            type, mapping.get("prefix").orElseThrow().toString(), settings));
        }

        assertThat(settings)
                .hasSizeGreaterThan(40)
                .allSatisfy(setting -> assertThat(told).as("docs/settings.md").contains(setting));
    }

    /** The lanes have the same settings each, which are told once, as those of the first. */
    private static void addSettings(JavaClass mapping, String prefix, List<String> settings) {
        for (JavaMethod method : mapping.getMethods()) {
            if (!method.getModifiers().contains(JavaModifier.ABSTRACT)) {
                continue;
            }
            String name = prefix + '.' + kebab(method.getName());
            JavaClass type = method.getRawReturnType();
            if (method.isAnnotatedWith("io.smallrye.config.WithParentName")) {
                addSettings(type, prefix, settings);
            } else if (type.isInterface() && type.getPackageName().startsWith("io.ragline")) {
                if (List.of("query", "tls").contains(method.getName())) {
                    addSettings(type, name, settings);
                }
            } else {
                settings.add(name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT));
            }
        }
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
