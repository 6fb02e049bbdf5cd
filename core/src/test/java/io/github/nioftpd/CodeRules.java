package io.github.nioftpd;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;

/** Architecture rules that hold in every module. */
public final class CodeRules {

  /** The classes of fs that are designed for extension. */
  private static final Set<String> SKELETONS =
      Set.of(
          "TreeFileSystem",
          "TreeProvider",
          "ForwardingFileSystem",
          "ForwardingProvider",
          "ForwardingChannel",
          "PositionChannel");

  private CodeRules() {}

  public static ArchRule noSleep() {
    return noClasses()
        .should(
            callMethod(Thread.class, "sleep", long.class)
                .or(callMethod(Thread.class, "sleep", Duration.class)));
  }

  public static ArchRule classNames() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Default|Abstract\\w*)");
  }

  public static ArchRule onlySkeletonsCanBeExtended() {
    return classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveSimpleName("package-info")
        .and(not(describe("are sealed", (JavaClass type) -> type.reflect().isSealed())))
        .and(not(describe("are skeletons", CodeRules::isSkeleton)))
        .should()
        .haveModifier(JavaModifier.FINAL)
        .orShould()
        .beEnums();
  }

  public static boolean isSkeleton(JavaClass type) {
    return type.getPackageName().equals("io.github.nioftpd.fs")
        && SKELETONS.contains(type.getSimpleName());
  }

  /** Reading the time of the system instead of an injected clock. */
  public static ArchCondition<JavaClass> readTheSystemClock() {
    ArchCondition<JavaClass> condition = callMethod(System.class, "currentTimeMillis");
    for (Class<?> type :
        List.of(Instant.class, LocalDate.class, LocalDateTime.class, ZonedDateTime.class)) {
      condition = condition.or(callMethod(type, "now"));
    }
    return condition;
  }

  /** Calling the methods that return false for every failure; Presence does not. */
  public static ArchCondition<JavaClass> takeFailuresForMissingFiles() {
    return List.of("exists", "notExists", "isDirectory", "isRegularFile").stream()
        .map(question -> callMethod(Files.class, question, Path.class, LinkOption[].class))
        .reduce(ArchCondition::or)
        .orElseThrow();
  }
}
