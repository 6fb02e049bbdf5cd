package io.github.nioftpd.server.run;

import io.github.nioftpd.FtpServer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shutdown: graceful at the first Ctrl-C or SIGTERM, immediate at the second. */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  /**
   * Time limit for closing file systems, which may have to write an archive, logs and databases.
   */
  private static final Duration LAST = Duration.ofSeconds(60);

  private Shutdown() {}

  /**
   * Closes a server when the JVM ends.
   *
   * @param server the server
   * @param last the last action
   */
  static void closeAtTheEnd(FtpServer server, Runnable last) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, last), "shutdown"));
  }

  private static void close(FtpServer server, Runnable last) {
    Signals.on("INT", () -> Runtime.getRuntime().halt(130));
    Signals.on("TERM", () -> Runtime.getRuntime().halt(143));
    int sessions = server.sessions().size();
    if (sessions == 0) {
      LOG.info("stopping");
    } else {
      LOG.info(
          "stopping; {} sessions are open, transfers are aborted after {} s",
          sessions,
          GRACE.toSeconds());
    }
    server.close(GRACE);
    LOG.info("stopped");
    Thread closing = Thread.ofPlatform().daemon().name("closing").start(last);
    try {
      if (!closing.join(LAST)) {
        LOG.warn(
            "some file systems, logs or databases were not closed within {} s", LAST.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
