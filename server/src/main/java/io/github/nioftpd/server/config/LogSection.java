package io.github.nioftpd.server.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/** An output of the log. */
public record LogSection(
    @Key(
            value =
                "Lines for people, an object of JSON for each event, or the transfers in the layout"
                    + " of xferlog.",
            otherwise = "text")
        Format format,
    @Key(value = "Where the lines go.", otherwise = "stderr") To to,
    @Key(value = "From which level on; debug has every command and reply.", otherwise = "info")
        Level level,
    @Key("The file, when they go to one.") Optional<Path> file,
    @Key("When a file is put aside and a new one begun.") RotationSection rotate,
    @Key("The syslog, when they go to it.") SyslogSection syslog) {

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

  /** A log without a place, or a place of another kind, is a mistake. */
  public LogSection {
    if (to == To.FILE && file.isEmpty()) {
      throw new IllegalArgumentException("a log that goes to a file needs the key file");
    }
    if (to != To.FILE && file.isPresent()) {
      throw new IllegalArgumentException("a log with a file needs to: file");
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

  /** How much is logged. */
  public enum Level {
    /** Every command and reply. */
    DEBUG,
    /** What happens. */
    INFO,
    /** What should not happen. */
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
      @Key(value = "When it is larger than this; 0 is never.", otherwise = "0") Size size,
      @Key(value = "When a day, week or month (GMT) is over.", otherwise = "never") Every every,
      @Key(value = "How many of those put aside are kept.", otherwise = "10", from = 1, to = 10_000)
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
      @Key(value = "Its address; UDP.", otherwise = "127.0.0.1:514") InetSocketAddress address,
      @Key(value = "The layout of a message.", otherwise = "rfc5424") SyslogFormat protocol,
      @Key(value = "The facility.", otherwise = "ftp") Facility facility,
      @Key(value = "The name of the program in the message.", otherwise = "nioftpd") String name) {}
}
