package io.github.nioftpd.server.logs;

/**
 * The log of a server without a configuration file: lines on the standard error, as {@code
 * logback.xml} beside this class's archive says.
 */
public final class LogLevel {

  private LogLevel() {}

  /** Sets the level, which has an effect only before the first logger is made. */
  public static void set(boolean debug) {
    System.setProperty("nioftpd.level", debug ? "DEBUG" : "INFO");
  }

  /** Leaves warnings out, for a command that prints what fails; with the same condition. */
  public static void errorsAlone() {
    System.setProperty("nioftpd.level", "ERROR");
  }
}
