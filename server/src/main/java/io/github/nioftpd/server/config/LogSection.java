package io.github.nioftpd.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** A log output. */
public record LogSection(
    @Key(
            value = "Format: text, one JSON object per event, or transfers in xferlog " + "format.",
            otherwise = "text")
        Format format,
    @Key(value = "Destination of the log.", otherwise = "stderr") To to,
    @Key(
            value = "Lowest level that is logged; debug includes every command and reply.",
            otherwise = "info")
        Level level,
    @Key("Log file, for to: file.") Optional<Path> file,
    @Key("Rotation of the log file.") RotationSection rotate,
    @Key("Syslog server, for to: syslog.") SyslogSection syslog) {

  /** Text on the standard error. */
  static final LogSection DEFAULT =
      new LogSection(
          Format.TEXT,
          To.STDERR,
          Level.INFO,
          Optional.empty(),
          new RotationSection(new Size(0), Every.NEVER, 10),
          new SyslogSection(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 514),
              SyslogFormat.RFC5424,
              Facility.FTP,
              "nioftpd"));

  /** Checks that file and destination belong together. */
  public LogSection {
    if (to == To.FILE && file.isEmpty()) {
      throw new IllegalArgumentException("to: file needs the key file");
    }
    if (to != To.FILE && file.isPresent()) {
      throw new IllegalArgumentException("the key file needs to: file");
    }
  }

  /** The layout of a line. */
  public enum Format {
    /** For people. */
    TEXT,
    /** One object a line. */
    JSON,
    /** As wu-ftpd writes transfers. */
    XFERLOG
  }

  /** Where lines go. */
  public enum To {
    /** The standard error. */
    STDERR,
    /** A file. */
    FILE,
    /** Syslog, over UDP. */
    SYSLOG
  }

  /** The log level. */
  public enum Level {
    /** Every command and reply. */
    DEBUG,
    /** Events. */
    INFO,
    /** Warnings and errors. */
    WARN
  }

  /** How often a file is put aside. */
  public enum Every {
    /** Only for its size. */
    NEVER,
    /** At midnight (GMT). */
    DAY,
    /** On Mondays. */
    WEEK,
    /** On the first of a month. */
    MONTH
  }

  /** When a file is put aside. */
  public record RotationSection(
      @Key(value = "Size at which the file is rotated; 0: never.", otherwise = "0") Size size,
      @Key(
              value =
                  "Time at which the file is rotated: at the end of a day, week or "
                      + "month (GMT).",
              otherwise = "never")
          Every every,
      @Key(
              value = "Number of rotated files that are kept.",
              otherwise = "10",
              from = 1,
              to = 10_000)
          int keep) {}

  /** How lines are sent. */
  public enum SyslogFormat {
    /** With a year and a zone. */
    RFC5424,
    /** The old one. */
    RFC3164
  }

  /** The facilities of syslog that fit, with their numbers as RFC 5424 has them. */
  public enum Facility {
    /** User-level messages. */
    USER(1),
    /** System daemons. */
    DAEMON(3),
    /** Security messages. */
    AUTH(4),
    /** The FTP daemon. */
    FTP(11),
    /** Local use 0. */
    LOCAL0(16),
    /** Local use 1. */
    LOCAL1(17),
    /** Local use 2. */
    LOCAL2(18),
    /** Local use 3. */
    LOCAL3(19),
    /** Local use 4. */
    LOCAL4(20),
    /** Local use 5. */
    LOCAL5(21),
    /** Local use 6. */
    LOCAL6(22),
    /** Local use 7. */
    LOCAL7(23);

    private final int number;

    Facility(int number) {
      this.number = number;
    }

    /** The number of the facility. */
    public int number() {
      return number;
    }
  }

  /** Where syslog is. */
  public record SyslogSection(
      @Key(value = "Address of the syslog server (UDP).", otherwise = "127.0.0.1:514")
          InetSocketAddress address,
      @Key(value = "Format of the messages.", otherwise = "rfc5424") SyslogFormat protocol,
      @Key(value = "Syslog facility.", otherwise = "ftp") Facility facility,
      @Key(value = "Program name in the messages.", otherwise = "nioftpd") String name) {}
}
