package io.github.nioftpd.test.fault;

/**
 * A fault and the circumstances in which it happens. Immutable.
 *
 * @param when the conditions
 * @param fault the fault
 */
public record FaultRule(Condition when, Fault fault) {

  /**
   * Checks the fault, and that it can happen in these conditions.
   *
   * @throws IllegalArgumentException if a number is out of range, or the fault makes no sense for
   *     the commands
   */
  public FaultRule {
    FaultSense.requireValues(fault);
    FaultSense.requireFit(when, fault);
  }

  /**
   * {@return the beginning of a rule that is added to nothing}
   *
   * @param verb the verb of a command in any case, such as {@code STOR} or {@code SITE CHMOD}, or
   *     {@code *} for all
   * @param more other verbs
   * @throws IllegalArgumentException if a verb is unknown
   */
  public static FaultBuilder on(String verb, String... more) {
    return FaultBuilder.on(rule -> {}, verb, more);
  }

  /** {@return the beginning of a rule for new connections that is added to nothing} */
  public static FaultBuilder onConnect() {
    return FaultBuilder.onConnect(rule -> {});
  }

  /** The rule as a person reads it. */
  @Override
  public String toString() {
    return when + ": " + FaultText.of(fault);
  }
}
