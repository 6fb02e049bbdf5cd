package io.github.nioftpd.server.logs;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.server.config.LogSection;
import io.github.nioftpd.server.config.LogSection.Format;
import io.github.nioftpd.server.config.LogSection.To;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/** The log outputs of a configuration. Safe for use by several threads. */
public final class Logs implements AutoCloseable {

  /** The name under which core logs events as text. */
  private static final String EVENTS = "io.github.nioftpd.events";

  /** The number of lines that wait for a slow output. */
  private static final int CAPACITY = 8_192;

  private final boolean debug;
  private final boolean attached;
  private volatile List<Route> routes;

  /** An output and what it is for. */
  private record Route(LogSection section, Level level, Output output) {

    boolean is(Format format) {
      return section.format() == format;
    }

    void take(ILoggingEvent event) {
      if (!event.getLevel().isGreaterOrEqual(level)) {
        return;
      }
      if (is(Format.TEXT)) {
        output.log(section.to() == To.SYSLOG ? Layouts.bare(event) : Layouts.text(event));
      } else if (is(Format.JSON) && !isEvent(event)) {
        output.log(Layouts.json(event));
      }
    }

    /** Whether it is an event as text, which comes as an event, too. */
    private static boolean isEvent(ILoggingEvent event) {
      return event.getLoggerName().equals(EVENTS) && event.getLevel() == Level.INFO;
    }

    void take(FtpEvent event, Instant now) {
      if (is(Format.JSON) && Level.INFO.isGreaterOrEqual(level)) {
        output.log(Layouts.json(event, now));
      } else if (is(Format.XFERLOG) && event instanceof FtpEvent.Transferred transferred) {
        output.log(Xferlog.line(transferred, now));
      }
    }
  }

  private Logs(boolean debug, boolean attached, List<Route> routes) {
    this.debug = debug;
    this.attached = attached;
    this.routes = routes;
  }

  /**
   * Opens outputs and sends the log there, and nowhere else.
   *
   * @param sections the outputs
   * @param debug whether text and JSON have every command and reply, whatever the outputs say
   * @return the outputs
   * @throws IOException when one cannot be opened
   */
  public static Logs open(List<LogSection> sections, boolean debug) throws IOException {
    Logs logs = new Logs(debug, true, routes(sections, debug));
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            logs.routes.forEach(route -> route.take(event));
          }
        };
    appender.setContext(context);
    appender.start();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    logs.applyLevel();
    return logs;
  }

  /**
   * Opens outputs for events alone, and leaves the log of the process as it is.
   *
   * @param sections the outputs
   * @return the outputs
   * @throws IOException when one cannot be opened
   */
  public static Logs unattached(List<LogSection> sections) throws IOException {
    return new Logs(false, false, routes(sections, false));
  }

  private void applyLevel() {
    if (!attached) {
      return;
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Level level = Level.WARN;
    for (Route route : routes) {
      level = route.level.isGreaterOrEqual(level) ? level : route.level;
    }
    context.getLogger("io.github.nioftpd").setLevel(level);
  }

  private static List<Route> routes(List<LogSection> sections, boolean debug) throws IOException {
    List<Route> routes = new ArrayList<>();
    try {
      for (LogSection section : sections) {
        boolean json = section.format() == Format.JSON;
        Output output = new Output(sink(section), CAPACITY, count -> Layouts.lost(count, json));
        Level level = debug ? Level.DEBUG : Level.toLevel(section.level().name());
        routes.add(new Route(section, level, output));
      }
      return List.copyOf(routes);
    } catch (IOException e) {
      routes.forEach(route -> route.output.close());
      throw e;
    }
  }

  private static Sink sink(LogSection section) throws IOException {
    return switch (section.to()) {
      case STDERR -> new StderrSink(System.err);
      case SYSLOG -> new SyslogSink(section.syslog());
      case FILE -> {
        try {
          yield new FileSink(section.file().orElseThrow(), section.rotate());
        } catch (IOException e) {
          throw new IOException(
              "cannot write the log file " + section.file().orElseThrow() + ": " + e, e);
        }
      }
    };
  }

  /**
   * Closes the outputs and opens others, or the same again: files that were moved away are created
   * again.
   *
   * @param sections the outputs from now on
   * @throws IOException when one cannot be opened; those before stay then
   */
  public void reopen(List<LogSection> sections) throws IOException {
    List<Route> before = routes;
    routes = routes(sections, debug);
    applyLevel();
    before.forEach(route -> route.output.close());
  }

  /**
   * Takes an event for the outputs that want events as such.
   *
   * @param event what happened
   */
  public void event(FtpEvent event) {
    Instant now = Instant.now();
    routes.forEach(route -> route.take(event, now));
  }

  /** Writes what waits, for a few seconds at most, and ends. */
  @Override
  public void close() {
    routes.forEach(route -> route.output.close());
  }
}
