package rnnlab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

/** The rooms of the module and the arrows between them, as README.md draws them. */
class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("rnnlab");

    /** A room is a package of the module; the kernels are one of their own, for layers use them and the engine uses layers. */
    private static final SliceAssignment ROOMS = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            if (name.startsWith("rnnlab.kernel")) {
                return SliceIdentifier.of("kernel");
            }
            return name.startsWith("rnnlab.") ? SliceIdentifier.of(name.split("\\.")[1]) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "rooms";
        }
    };

    @Test
    void noRoomsDependOnEachOtherInACircle() {
        slices().assignedFrom(ROOMS).should().beFreeOfCycles().check(MODULE);
    }

    /** Rooms within a room, too: each package is a slice of its own. */
    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching("rnnlab.(**)").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void theKernelsKnowNothingOfDeeplearning4jOrTheRestOfTheModule() {
        noClasses()
                .that()
                .resideInAPackage("rnnlab.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                .orShould()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are elsewhere in the module",
                        c -> c.getPackageName().startsWith("rnnlab")
                                && !c.getPackageName().startsWith("rnnlab.kernel")))
                .check(MODULE);
    }

    @Test
    void onlyTheKernelsSeeTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("rnnlab.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(MODULE);
    }

    /** What Deeplearning4j itself reads and writes has its annotations; all else uses Jackson. */
    @Test
    void onlySchedulesAndLayersUseDeeplearning4jsOwnCopyOfALibrary() {
        noClasses()
                .that()
                .resideOutsideOfPackages("rnnlab.schedule..", "rnnlab.layers..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nd4j.shade..")
                .check(MODULE);
    }

    @Test
    void nothingKnowsTheNotebook() {
        classes()
                .that()
                .resideInAPackage("rnnlab.jupyter..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("rnnlab.jupyter..")
                .allowEmptyShould(true)
                .check(MODULE);
    }

    @Test
    void dataAndChartsDoNotKnowHowNetworksAreTrained() {
        noClasses()
                .that()
                .resideInAnyPackage("rnnlab.series..", "rnnlab.forecast..", "rnnlab.text..", "rnnlab.chart..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("rnnlab.training..", "rnnlab.engine..", "rnnlab.generation..")
                .allowEmptyShould(true)
                .check(MODULE);
    }

    @Test
    void theEngineDoesNotKnowWhoTrainsWithIt() {
        noClasses()
                .that()
                .resideInAPackage("rnnlab.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("rnnlab.training..", "rnnlab.series..", "rnnlab.text..", "rnnlab.chart..")
                .check(MODULE);
    }

    @Test
    void codeFromScratchUsesNoEngine() {
        noClasses()
                .that()
                .resideInAPackage("rnnlab.scratch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("rnnlab.engine..", "rnnlab.layers..", "org.deeplearning4j..", "org.nd4j..")
                .allowEmptyShould(true)
                .check(MODULE);
    }
}
