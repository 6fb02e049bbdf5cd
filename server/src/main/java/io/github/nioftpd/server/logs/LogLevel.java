package io.github.nioftpd.server.logs;

import ch.qos.logback.classic.Level;

/** The level of the log on standard error. It applies if it is set before the first logger. */
public final class LogLevel {

  private static volatile Level level = Level.INFO;

  private LogLevel() {}

  static Level current() {
    return level;
  }

  /** Sets the level: every command and reply, or events and warnings. */
  public static void set(boolean debug) {
    level = debug ? Level.DEBUG : Level.INFO;
  }

  /** Suppresses events, for commands whose user wants none. */
  public static void warningsAlone() {
    level = Level.WARN;
  }

  /** Suppresses warnings, for commands that print failures themselves. */
  public static void errorsAlone() {
    level = Level.ERROR;
  }
}
