package rnnlab;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rooms of the module and the arrows between them, as ARCHITECTURE.md draws them. */
class ArchitectureTest {

    private static final JavaClasses MODULE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("rnnlab");

    private static final Pattern ARROW = Pattern.compile("^    ([a-z0-9.]+) --> ([a-z0-9.]+)$", Pattern.MULTILINE);
    private static final String[] DEEPLEARNING4J = {"org.deeplearning4j..", "org.nd4j.."};

    @Test
    void thePictureInArchitectureShowsEveryArrowAndNoOther() throws IOException {
        String page = Files.readString(Path.of("ARCHITECTURE.md"));
        Set<String> drawn = ARROW.matcher(page)
                .results()
                .map(arrow -> arrow.group(1) + " --> " + arrow.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> real = MODULE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(ArchitectureTest::goesToAnotherRoom)
                .map(d -> room(d.getOriginClass()) + " --> " + room(d.getTargetClass()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(String.join("\n", real), String.join("\n", drawn));
    }

    private static boolean goesToAnotherRoom(Dependency dependency) {
        JavaClass to = dependency.getTargetClass();
        return to.getPackageName().startsWith("rnnlab.") && !room(to).equals(room(dependency.getOriginClass()));
    }

    /** Its package; the kernels in double precision, which are generated, count with the kernels. */
    private static String room(JavaClass type) {
        return type.getPackageName().replaceFirst("^rnnlab\\.?", "").replace("kernel.doubles", "kernel");
    }

    @Test
    void everyRoomIsInTheTable() throws IOException {
        String page = Files.readString(Path.of("ARCHITECTURE.md"));
        Set<String> rooms = MODULE.stream()
                .map(ArchitectureTest::room)
                .filter(room -> !room.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> told = page.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> Pattern.compile("`([a-z0-9.]+)`")
                        .matcher(line.split("\\|")[1])
                        .results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(rooms, told);
    }

    /** A name that two imports have is no name in a cell. */
    @Test
    void whatCellsImportFromTheModuleHasOneNameEach() throws IOException {
        Set<String> rooms = Files.readAllLines(Path.of("src/main/resources/rnnlab/imports.txt")).stream()
                .filter(line -> line.startsWith("import rnnlab.") && line.endsWith(".*;"))
                .map(line -> line.replaceAll("^import |\\.\\*;$", ""))
                .collect(Collectors.toSet());
        Set<String> twice = MODULE.stream()
                .filter(type -> rooms.contains(type.getPackageName()))
                .filter(type -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName))
                .entrySet()
                .stream()
                .filter(named -> named.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertEquals(Set.of(), twice);
    }

    @Test
    void noTwoRoomsUseEachOtherInACircle() {
        slices().matching("rnnlab.(**)").should().beFreeOfCycles().check(MODULE);
    }

    @Test
    void theEngineAndWhatIsBelowItKnowNoDeeplearning4j() {
        noClasses()
                .that()
                .resideInAnyPackage("rnnlab.network..", "rnnlab.kernel..", "rnnlab.graph..", "rnnlab.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(DEEPLEARNING4J)
                .check(MODULE);
    }

    @Test
    void aDescriptionHasNoArraysOfNumbers() {
        noClasses()
                .that()
                .resideInAPackage("rnnlab.network..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("[F")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("[D")
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
    void onlyTheKernelsSeeTheVectorApi() {
        noClasses()
                .that()
                .resideOutsideOfPackage("rnnlab.kernel..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jdk.incubator.vector..")
                .check(MODULE);
    }

    @Test
    void whatIsPublicSpeaksOfPublicTypesAlone() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(describe("can be named", ArchitectureTest::canBeNamed))
                .should(ArchCondition.from(describe("speak of public types", method -> Stream.concat(
                                Stream.of(method.getRawReturnType()),
                                Stream.concat(
                                        method.getRawParameterTypes().stream(), method.getExceptionTypes().stream()))
                        .map(JavaClass::getBaseComponentType)
                        .allMatch(ArchitectureTest::canBeNamed))))
                .check(MODULE);
    }

    private static boolean canBeNamed(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(ArchitectureTest::canBeNamed).orElse(true);
    }

    @Test
    void nothingKnowsTheNotebook() {
        classes()
                .that()
                .resideInAPackage("rnnlab.jupyter..")
                .should()
                .onlyBeAccessed()
                .byAnyPackage("rnnlab.jupyter..")
                .check(MODULE);
    }

    @Test
    void dataChartsAndCodeFromScratchDoNotKnowDeeplearning4jsNetworks() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "rnnlab.series..", "rnnlab.text..", "rnnlab.chart..", "rnnlab.scratch..", "rnnlab.files..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.deeplearning4j..")
                .check(MODULE);
    }
}
