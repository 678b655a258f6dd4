package io.ragline.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.ragline.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycles =
            slices().matching("io.ragline.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule the_api_is_reached_by_http_only = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.ragline.model..", "io.ragline.job..", "io.ragline.catalog..", "io.ragline.worker..");

    @ArchTest
    static final ArchRule processes_know_nothing_of_services = noClasses()
            .that()
            .resideInAPackage("..process..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..service..", "..stack..");

    @ArchTest
    static final ArchRule the_client_knows_nothing_of_the_local_stack = noClasses()
            .that()
            .resideInAnyPackage("..http..", "..ingest..", "..ask..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..process..", "..service..", "..stack..");
}
