package io.github.nioftpd.server;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.nioftpd.CodeRules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Architecture rules between modules and for all file systems. Core has more rules of its own. */
class ArchitectureTest {

  private static final String ROOT = "io.github.nioftpd";
  private static final String FS = ROOT + ".fs";
  private static final String JUNIT = ".*\\.Ftp(Extension|Test)";

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
      case "test" -> "test-kit";
      default -> "core";
    };
  }

  @Test
  void allModulesAreChecked() {
    assertThat(ALL)
        .extracting(ArchitectureTest::module)
        .contains(
            "fs",
            "fs-mount",
            "fs-local",
            "fs-memory",
            "fs-s3",
            "fs-vfs",
            "core",
            "test-kit",
            "server");
  }

  @Test
  void packagesOfTheServerFormNoCircle() {
    check(slices().matching(ROOT + ".server.(**)").should().beFreeOfCycles());
  }

  @Test
  void packagesOfTheTestKitFormNoCircle() {
    check(slices().matching(ROOT + ".test.(**)").should().beFreeOfCycles());
    check(
        noClasses()
            .that(areIn(ROOT + ".test.*"))
            .should()
            .dependOnClassesThat(areIn(ROOT + ".test")));
  }

  @Test
  void onlyFewClassesOfTheTestKitNeedLibrariesForTests() {
    check(
        noClasses()
            .that(
                areIn(ROOT + ".test..")
                    .and(describe("are no extension", type -> !type.getName().matches(JUNIT))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.opentest4j..")));
    check(
        noClasses()
            .that(
                areIn(ROOT + ".test..")
                    .and(
                        describe(
                            "are no assertions",
                            type -> !type.getName().matches(".*\\.FtpAssert(\\$.*)?"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.assertj..")));
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
  void theServerAndTheTestKitUseOnlyWhatCoreExports() {
    check(
        noClasses()
            .that(resideInAnyPackage(ROOT + ".server..", ROOT + ".test.."))
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
                                ROOT + ".intercept",
                                ROOT + ".test..",
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
    check(CodeRules.onlySkeletonsCanBeExtended());
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
                                .filter(above -> !CodeRules.isSkeleton(above) && !isSealed(above))
                                .isPresent()))));
  }

  private static boolean isSealed(JavaClass type) {
    return type.reflect().isSealed();
  }

  @Test
  void noCodeCallsThreadSleep() {
    check(CodeRules.noSleep());
  }

  @Test
  void timeComesFromAnInjectedClock() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(FS, FS + ".mount", FS + ".local", FS + ".memory", ROOT + ".test..")
            .should(CodeRules.readTheSystemClock()));
  }

  @Test
  void noFailureIsTakenForAFileThatIsMissing() {
    check(noClasses().that(areIn(FS + "..")).should(CodeRules.takeFailuresForMissingFiles()));
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
    check(CodeRules.classNames());
  }

  private static DescribedPredicate<JavaClass> areIn(String packages) {
    return resideInAPackage(packages);
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(ALL);
  }
}
