package io.github.nioftpd.server.logs;

import java.time.Instant;

/**
 * A line of a log, ready to be written.
 *
 * @param time its time
 * @param severity as RFC 5424 counts: 3 error, 4 warning, 6 informational, 7 debug
 * @param text without an end of line; a stack trace has some within
 */
record Line(Instant time, int severity, String text) {

  static final int ERROR = 3;
  static final int WARNING = 4;
  static final int INFORMATIONAL = 6;
  static final int DEBUG = 7;
}
