package io.github.nioftpd.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Architecture rules between modules and for all file systems. Core has more rules of its own. */
class ArchitectureTest {

  private static final String ROOT = "io.github.nioftpd";
  private static final String FS = ROOT + ".fs";

  /** The classes of fs that are designed for extension. */
  private static final Set<String> SKELETONS =
      Set.of(
          "TreeFileSystem",
          "TreeProvider",
          "ForwardingFileSystem",
          "ForwardingProvider",
          "ForwardingChannel",
          "PositionChannel");

  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(ROOT);

  /** The module of a class by its package. */
  private static String module(JavaClass type) {
    List<String> names = List.of(type.getPackageName().split("\\."));
    String first = names.size() > 3 ? names.get(3) : "core";
    return switch (first) {
      case "fs" -> names.size() > 4 ? "fs-" + names.get(4) : "fs";
      case "server" -> "server";
      default -> "core";
    };
  }

  @Test
  void allModulesAreChecked() {
    assertThat(ALL)
        .extracting(ArchitectureTest::module)
        .contains("fs", "fs-mount", "fs-local", "fs-memory", "fs-s3", "fs-vfs", "core", "server");
  }

  @Test
  void packagesOfTheServerFormNoCircle() {
    check(slices().matching(ROOT + ".server.(**)").should().beFreeOfCycles());
  }

  @Test
  void fileSystemsUseNoServer() {
    check(
        noClasses()
            .that(areIn(FS + ".."))
            .should()
            .dependOnClassesThat(areIn(ROOT + "..").and(not(areIn(FS + "..")))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mount", "local", "memory", "s3", "vfs"})
  void noBackendUsesAnother(String kind) {
    check(
        noClasses()
            .that(areIn(FS + "." + kind + ".."))
            .should()
            .dependOnClassesThat(
                areIn(FS + "..").and(not(resideInAnyPackage(FS, FS + "." + kind + "..")))));
    check(noClasses().that(areIn(FS)).should().dependOnClassesThat(areIn(FS + ".*..")));
  }

  @Test
  void theServerUsesOnlyWhatCoreExports() {
    check(
        noClasses()
            .that(areIn(ROOT + ".server.."))
            .should()
            .dependOnClassesThat(
                areIn(ROOT + "..")
                    .and(
                        not(
                            resideInAnyPackage(
                                ROOT,
                                ROOT + ".auth",
                                ROOT + ".config",
                                ROOT + ".event",
                                FS + "..",
                                ROOT + ".server..")))));
  }

  @Test
  void modulesHaveNoCycle() {
    check(
        slices()
            .assignedFrom(
                new SliceAssignment() {
                  @Override
                  public SliceIdentifier getIdentifierOf(JavaClass type) {
                    return SliceIdentifier.of(module(type));
                  }

                  @Override
                  public String getDescription() {
                    return "modules";
                  }
                })
            .should()
            .beFreeOfCycles());
  }

  @Test
  void packagesHaveNoCycle() {
    check(slices().matching(FS + ".(**)").should().beFreeOfCycles());
  }

  @Test
  void onlySkeletonsCanBeExtended() {
    check(
        classes()
            .that()
            .areTopLevelClasses()
            .and()
            .areNotInterfaces()
            .and()
            .doNotHaveSimpleName("package-info")
            .and(not(describe("are sealed", type -> type.reflect().isSealed())))
            .and(not(describe("are skeletons", ArchitectureTest::isSkeleton)))
            .should()
            .haveModifier(JavaModifier.FINAL)
            .orShould()
            .beEnums());
  }

  @Test
  void onlySkeletonsAreExtended() {
    check(
        noClasses()
            .that()
            .areTopLevelClasses()
            .should(
                be(
                    describe(
                        "extensions of a class of ours",
                        type ->
                            type.getRawSuperclass()
                                .filter(above -> above.getName().startsWith(ROOT))
                                .filter(above -> !isSkeleton(above) && !isSealed(above))
                                .isPresent()))));
  }

  private static boolean isSealed(JavaClass type) {
    return type.reflect().isSealed();
  }

  private static boolean isSkeleton(JavaClass type) {
    return type.getPackageName().equals(FS) && SKELETONS.contains(type.getSimpleName());
  }

  @Test
  void noCodeCallsThreadSleep() {
    check(noClasses().should().callMethod(Thread.class, "sleep", long.class));
    check(noClasses().should().callMethod(Thread.class, "sleep", java.time.Duration.class));
  }

  @Test
  void timeComesFromAnInjectedClock() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FS, FS + ".mount", FS + ".local", FS + ".memory")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now"));
  }

  /** These methods return false for every failure; Presence does not. */
  @Test
  void noFailureIsTakenForAFileThatIsMissing() {
    for (String question : List.of("exists", "notExists", "isDirectory", "isRegularFile")) {
      check(
          noClasses()
              .that(areIn(FS + ".."))
              .should()
              .callMethod(Files.class, question, Path.class, LinkOption[].class));
    }
  }

  @Test
  void filesArePaths() {
    check(
        noClasses()
            .that(areIn(FS + "..").and(not(areIn(FS + ".vfs.archive")))) // required by a library
            .should()
            .dependOnClassesThat(assignableTo(java.io.File.class)));
  }

  @Test
  void classNamesFollowConventions() {
    check(
        noClasses()
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Default|Abstract\\w*)"));
  }

  private static DescribedPredicate<JavaClass> areIn(String packages) {
    return resideInAPackage(packages);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ALL);
  }
}
