package io.github.nioftpd.server;

/**
 * The log: lines on the standard error, as {@code logback.xml} beside this class's archive says.
 */
final class Logs {

  private Logs() {}

  /** Sets the level, which has an effect only before the first logger is made. */
  static void start(boolean debug) {
    System.setProperty("nioftpd.level", debug ? "DEBUG" : "INFO");
  }
}
