package io.github.nioftpd.test.fault;

/** The form of LIST of another server, with its answer to SYST. */
public enum Dialect {
  /** {@code 04-27-26 09:09PM}, the default of IIS. */
  IIS("Windows_NT"),
  /** {@code 04-27-2026 09:09PM}: IIS with years of four digits. */
  IIS_LONG_YEAR("Windows_NT"),
  /** {@code 04-27-26 21:09}: IIS with a clock of 24 hours. */
  IIS_24_HOURS("Windows_NT"),
  /** {@code 2026-04-27 21:09}: ls with ISO dates. */
  UNIX_ISO("UNIX Type: L8"),
  /**
   * ls with a date and size that do not fit every parser: in order of names a leap day and 5 TB,
   * the end of the year 2099 and 0 bytes, the first day of 1970 and more than 4 GB.
   */
  UNIX_ODD("UNIX Type: L8");

  private final String system;

  Dialect(String system) {
    this.system = system;
  }

  String system() {
    return system;
  }
}
