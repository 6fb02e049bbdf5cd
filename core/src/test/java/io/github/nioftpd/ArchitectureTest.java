package io.github.nioftpd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds core to its floor plan: see docs/architecture.md. */
class ArchitectureTest {
  private static final String ROOT = "io.github.nioftpd";
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages(ROOT);

  @ParameterizedTest(name = "{0} uses {1}")
  @CsvSource(
      delimiter = '>',
      nullValues = "nothing",
      value = {
        "wire     > fs",
        "auth     > config fs",
        "config   > nothing",
        "event    > fs",
        "fs       > nothing",
        "tls      > config fs",
        "intercept > config event",
        "data     > wire config tls intercept",
        "outcome  > data",
        "listing  > outcome wire auth fs",
        "quota    > outcome listing auth fs",
        "transfer > outcome quota data tls auth config event intercept fs",
        "login    > outcome quota transfer data auth config",
        "session  > login transfer quota outcome listing data tls wire auth config event intercept"
            + " fs",
        "command  > session transfer quota outcome listing data wire auth config event fs",
      })
  void packageUsesNoMoreThanThePlanAllows(String user, String used) {
    String[] allowed = (used == null ? user : used + " " + user).split(" ");
    String[] packages =
        Arrays.stream(allowed).map(name -> ROOT + "." + name).toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + user)
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..").and(not(resideInAnyPackage(packages)))));
  }

  @Test
  void packagesFormNoCycle() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
  }

  /**
   * A command works on the path of its call, whose permission was checked, and on its descendants.
   */
  @Test
  void commandsMakeNoPathOfText() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".command")
            .should()
            .callMethod(Path.class, "resolve", String.class)
            .orShould()
            .callMethod(Path.class, "of", String.class, String[].class)
            .orShould()
            .callMethod(java.nio.file.FileSystem.class, "getPath", String.class, String[].class));
  }

  @Test
  void commandsNeverTouchTheNetwork() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + ".command")
            .should()
            .dependOnClassesThat(sockets())
            .because("a command is a function from a session and an argument to an outcome"));
  }

  @Test
  void onlyAcceptorAndConnectionsUseSockets() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".data", ROOT + ".tls")
            .and(not(belongTo(ROOT + ".session.Control", ROOT + ".Acceptor", ROOT + ".Listeners")))
            .should()
            .accessClassesThat(sockets())
            .because("others may hand a socket on, but not use it"));
  }

  @Test
  void noCodeCallsThreadSleep() {
    check(CodeRules.noSleep());
  }

  @Test
  void timeComesFromTheInjectedClock() {
    check(noClasses().should(CodeRules.readTheSystemClock()));
  }

  @Test
  void noFailureIsTakenForAFileThatIsMissing() {
    check(noClasses().should(CodeRules.takeFailuresForMissingFiles()));
  }

  @Test
  void filesArePaths() {
    check(noClasses().should().dependOnClassesThat().areAssignableTo(java.io.File.class));
  }

  @Test
  void classNamesFollowConventions() {
    check(CodeRules.classNames());
  }

  @Test
  void onlySkeletonsCanBeExtended() {
    check(CodeRules.onlySkeletonsCanBeExtended());
  }

  private static DescribedPredicate<JavaClass> sockets() {
    return belongToAnyOf(
            java.net.DatagramSocket.class,
            java.net.ServerSocket.class,
            java.net.Socket.class,
            java.nio.channels.SelectableChannel.class,
            java.nio.channels.ServerSocketChannel.class,
            java.nio.channels.SocketChannel.class,
            javax.net.ssl.SSLSocket.class)
        .as("sockets");
  }

  private static DescribedPredicate<JavaClass> belongTo(String... names) {
    return describe(
        "belong to " + String.join(", ", names),
        type -> Arrays.stream(names).anyMatch(name -> type.getName().split("\\$")[0].equals(name)));
  }

  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CORE);
  }
}
