package io.github.nioftpd.session;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.FtpEvent.Transfer;
import io.github.nioftpd.event.LogText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a server: each event as one line, like pyftpdlib. */
public final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd.events");

  private EventLog() {}

  /** Logs an event. */
  public static void log(FtpEvent event) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{} {}", prefix(event.client()), text(event));
    }
  }

  /** Logs each event, then passes it on. */
  public static Consumer<FtpEvent> andThen(Consumer<FtpEvent> consumer) {
    return event -> {
      log(event);
      try {
        consumer.accept(event);
      } catch (RuntimeException e) {
        LOG.error("an event consumer failed", e);
      }
    };
  }

  /** Address, port and user, as every line begins. */
  static String prefix(Client client) {
    return LogText.address(client.remote()) + "-[" + LogText.escape(client.user()) + "]";
  }

  private static String text(FtpEvent event) {
    return switch (event) {
      case FtpEvent.Connected e -> "FTP session opened (connect)";
      case FtpEvent.Disconnected e -> "FTP session closed (" + e.reason() + ")";
      case FtpEvent.LoggedIn e -> "USER " + quote(e.client().user()) + " logged in.";
      case FtpEvent.LoginFailed e -> "USER " + quote(e.name()) + " failed login.";
      case FtpEvent.Banned e ->
          "address banned for " + e.duration().toSeconds() + " s after too many failed logins";
      case FtpEvent.LoggedOut e -> "USER " + quote(e.client().user()) + " logged out.";
      case FtpEvent.Started e -> e.verb() + " " + path(e.path()) + " started";
      case FtpEvent.Uploaded e -> text(e.transfer(), true);
      case FtpEvent.Downloaded e -> text(e.transfer(), true);
      case FtpEvent.TransferFailed e -> text(e.transfer(), false) + why(e.reply(), e.reason());
      case FtpEvent.Changed e -> e.verb() + " " + subject(e);
      case FtpEvent.Failed e -> e.verb() + subject(e) + why(e.reply(), e.reason());
    };
  }

  private static String subject(FtpEvent.Changed event) {
    return switch (event.verb()) {
      case "DELE", "MKD", "RMD" -> path(event.path());
      case "RNTO", "SITE CPTO" ->
          path(event.path()) + event.target().map(to -> " -> " + path(to)).orElse("");
      default -> LogText.escape(event.argument());
    };
  }

  private static String path(Path path) {
    return LogText.escape(path.toString());
  }

  private static String text(Transfer movement, boolean completed) {
    return String.format(
        Locale.ROOT,
        "%s %s completed=%d bytes=%d seconds=%.3f",
        movement.verb(),
        path(movement.path()),
        completed ? 1 : 0,
        movement.bytes(),
        movement.duration().toNanos() / 1e9);
  }

  private static String subject(FtpEvent.Failed event) {
    String subject = event.path().map(Path::toString).orElse(event.argument());
    return subject.isEmpty() ? "" : " " + LogText.escape(subject);
  }

  private static String why(int reply, String reason) {
    return " " + reply + " " + LogText.escape(reason);
  }

  private static String quote(String name) {
    return "'" + LogText.escape(name) + "'";
  }
}
