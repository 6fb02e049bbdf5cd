package io.github.nioftpd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test, or all tests of a class, that need certain {@linkplain Installed programs}. If one is
 * missing, neither the test nor its fixtures run.
 */
@ExtendWith(NeedsPrograms.Condition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface NeedsPrograms {

  /** The names of the programs, and paths of required files. */
  String[] value();

  /** Skips tests, unless a missing program must fail them. */
  final class Condition implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), NeedsPrograms.class)
          .or(() -> ofTheClass(context))
          .filter(needs -> !hasParameters(context))
          .filter(
              needs ->
                  !Installed.isRequired(needs.value())) // then a missing program fails the test
          .flatMap(needs -> Installed.lack(needs.value()))
          .map(ConditionEvaluationResult::disabled)
          .orElseGet(
              () -> ConditionEvaluationResult.enabled("all programs are installed, or required"));
    }

    private static Optional<NeedsPrograms> ofTheClass(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getTestClass(), NeedsPrograms.class);
    }

    /** A parameterized class is skipped test by test; as a whole it would not be counted. */
    private static boolean hasParameters(ExtensionContext context) {
      return context.getTestMethod().isEmpty()
          && AnnotationSupport.isAnnotated(context.getTestClass(), ClassTemplate.class);
    }
  }
}
