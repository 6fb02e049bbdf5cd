package io.github.nioftpd.session;

import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of a server: each event as one line, in the manner of pyftpdlib. */
public final class EventLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private EventLog() {}

  /**
   * Logs an event.
   *
   * @param event what happened
   */
  public static void log(FtpEvent event) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{} {}", prefix(event.client()), text(event));
    }
  }

  /** Address, port and user, as every line begins. */
  static String prefix(Client client) {
    InetSocketAddress remote = client.remote();
    String host = remote.getAddress().getHostAddress();
    return host + ":" + remote.getPort() + "-[" + Printable.escape(client.user()) + "]";
  }

  private static String text(FtpEvent event) {
    return switch (event) {
      case FtpEvent.Connected e -> "FTP session opened (connect)";
      case FtpEvent.Disconnected e -> "FTP session closed (" + e.reason() + ")";
      case FtpEvent.LoggedIn e -> "USER " + quote(e.client().user()) + " logged in.";
      case FtpEvent.LoginFailed e -> "USER " + quote(e.name()) + " failed login.";
      case FtpEvent.LoggedOut e -> "USER " + quote(e.client().user()) + " logged out.";
      case FtpEvent.Transferred e ->
          String.format(
              Locale.ROOT,
              "%s %s completed=%d bytes=%d seconds=%.3f",
              e.verb(),
              Printable.escape(e.path()),
              e.completed() ? 1 : 0,
              e.bytes(),
              e.duration().toNanos() / 1e9);
      case FtpEvent.Changed e -> e.verb() + " " + Printable.escape(e.argument()) + " " + e.reply();
    };
  }

  private static String quote(String name) {
    return "'" + Printable.escape(name) + "'";
  }
}
