package io.github.nioftpd.server.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.server.events.EventJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The layouts of lines: text for people, and objects of JSON. */
final class Layouts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  private Layouts() {}

  /**
   * A message as text, with its level and time in front: {@code [I 2026-11-22 07:36:11] message}.
   */
  static Line text(ILoggingEvent event) {
    String begin =
        "[" + event.getLevel().toString().charAt(0) + " " + TIME.format(event.getInstant());
    return new Line(event.getInstant(), severity(event.getLevel()), begin + "] " + message(event));
  }

  /** A message as text for syslog, which has level and time itself. */
  static Line bare(ILoggingEvent event) {
    return new Line(event.getInstant(), severity(event.getLevel()), message(event));
  }

  private static String message(ILoggingEvent event) {
    String message = String.valueOf(event.getFormattedMessage());
    return event.getThrowableProxy() == null
        ? message
        : message + "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy()).stripTrailing();
  }

  /** A message that is no event as JSON. */
  static Line json(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("message", String.valueOf(event.getFormattedMessage()));
    if (event.getThrowableProxy() != null) {
      fields.put("trace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    String level = event.getLevel().toString().toLowerCase(Locale.ROOT);
    return new Line(
        event.getInstant(), severity(event.getLevel()), object(event.getInstant(), level, fields));
  }

  /** An event as JSON, with the same fields as for webhooks. */
  static Line json(FtpEvent event, Instant now) {
    String object = EventJson.of(event, now.truncatedTo(ChronoUnit.MILLIS)).toJson();
    return new Line(now, Line.INFORMATIONAL, object);
  }

  private static String object(Instant time, String level, Map<String, Object> more) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("event", "log");
    fields.put("time", time.truncatedTo(ChronoUnit.MILLIS).toString());
    fields.put("level", level);
    fields.putAll(more);
    return new EventJson("log", fields).toJson();
  }

  private static int severity(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> Line.ERROR;
      case Level.WARN_INT -> Line.WARNING;
      case Level.INFO_INT -> Line.INFORMATIONAL;
      default -> Line.DEBUG;
    };
  }

  /** A line that reports lost lines, as text or JSON. */
  static Line lost(long count, boolean json) {
    Instant now = Instant.now();
    String text = count + " log lines were lost: the output is too slow or has failed";
    if (!json) {
      return new Line(now, Line.WARNING, "[W " + TIME.format(now) + "] " + text);
    }
    return new Line(now, Line.WARNING, object(now, "warn", Map.of("message", text)));
  }
}
