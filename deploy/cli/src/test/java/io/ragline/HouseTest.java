package io.ragline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of the house: who may know whom. See docs/architecture.md. */
class HouseTest {
    private static JavaClasses house;

    @BeforeAll
    static void importHouse() {
        Path project = Path.of("").toAbsolutePath().getParent().getParent();
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPaths(
                        List.of("shared-model", "api-server", "worker", "bench", "bench/chaos-worker", "deploy/cli")
                                .stream()
                                .map(module -> project.resolve(module).resolve("target/classes"))
                                .toList());
    }

    @Test
    void every_module_is_looked_at() {
        for (String room : List.of("model", "jobrunr.redis", "api.query", "worker.lane", "bench", "cli")) {
            assertThat(house).as(room).anyMatch(type -> type.getPackageName().startsWith("io.ragline." + room));
        }
    }

    @Test
    void rooms_do_not_depend_on_each_other_in_circles() {
        slices().matching("io.ragline.(*)..").should().beFreeOfCycles().check(house);
        slices().matching("io.ragline.worker.(*)..").should().beFreeOfCycles().check(house);
        slices().matching("io.ragline.api.(*)..").should().beFreeOfCycles().check(house);
        slices().matching("io.ragline.cli.(*)..").should().beFreeOfCycles().check(house);
    }

    @Test
    void api_and_worker_do_not_know_each_other() {
        noClasses()
                .that()
                .resideInAPackage("io.ragline.api..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ragline.worker..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("io.ragline.worker..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.ragline.api..")
                .check(house);
    }

    @Test
    void the_domain_is_plain_java() {
        classes()
                .that()
                .resideInAPackage("io.ragline.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.ragline.model..", "io.ragline.filter..", "java..", "org.jspecify..")
                .check(house);
        classes()
                .that()
                .resideInAPackage("io.ragline.filter..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.ragline.filter..", "java..", "org.jspecify..", "com.fasterxml.jackson..")
                .check(house);
    }

    @Test
    void the_store_for_jobrunr_knows_nothing_of_ragline() {
        noClasses()
                .that()
                .resideInAPackage("io.ragline.jobrunr..")
                .should()
                .dependOnClassesThat(DescribedPredicate.describe(
                        "are Ragline's own",
                        type -> type.getPackageName().startsWith("io.ragline.")
                                && !type.getPackageName().startsWith("io.ragline.jobrunr")))
                .check(house);
    }

    @Test
    void the_command_line_speaks_http_only() {
        noClasses()
                .that()
                .resideInAPackage("io.ragline.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.ragline.model..",
                        "io.ragline.catalog..",
                        "io.ragline.job..",
                        "io.ragline.api..",
                        "io.ragline.worker..")
                .check(house);
    }

    @Test
    void commands_that_speak_to_the_api_know_nothing_of_processes() {
        noClasses()
                .that()
                .resideInAnyPackage("io.ragline.cli.http..", "io.ragline.cli.ingest..", "io.ragline.cli.ask..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ragline.cli.process..", "io.ragline.cli.service..", "io.ragline.cli.stack..")
                .check(house);
        noClasses()
                .that()
                .resideInAPackage("io.ragline.cli.process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ragline.cli.service..", "io.ragline.cli.stack..")
                .check(house);
    }

    @Test
    void adapters_are_reached_through_their_port_only() {
        onlyTheWiringKnows("io.ragline.worker.index.lucene..");
        onlyTheWiringKnows("io.ragline.worker.index.qdrant..");
        onlyTheWiringKnows("io.ragline.worker.extract.child..");
        onlyTheWiringKnows("io.ragline.worker.vision.openai..");
        onlyTheWiringKnows("io.ragline.worker.chat.openai..");
        onlyTheWiringKnows("io.ragline.worker.embed.openai..");
        onlyTheWiringKnows("io.ragline.worker.rerank.http..");
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ragline.worker.index.lucene..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.lucene.index..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ragline.worker.index.qdrant..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.qdrant..", "io.grpc..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackages("io.ragline.worker.extract..", "io.ragline.cli.demo..", "io.ragline.bench..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.pdfbox..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ragline.worker.embed..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.onnxruntime..", "ai.djl..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ragline.worker..openai..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.openai..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.ragline.worker.webhook..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(house);
    }

    private static void onlyTheWiringKnows(String adapter) {
        noClasses()
                .that()
                .resideOutsideOfPackages(adapter, "io.ragline.bench..")
                .and()
                .haveSimpleNameNotEndingWith("Beans")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(adapter)
                .check(house);
    }

    @Test
    void no_room_is_a_drawer_for_everything() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..misc..")
                .check(house);
    }
}
