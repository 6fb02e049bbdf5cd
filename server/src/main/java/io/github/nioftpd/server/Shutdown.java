package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the program: gracefully at the first Ctrl-C or SIGTERM, at once at the second. */
final class Shutdown {

  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Shutdown() {}

  /** Closes a server when the JVM ends. */
  static void closeAtTheEnd(FtpServer server) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "shutdown"));
  }

  private static void close(FtpServer server) {
    endAtOnceOn("INT", 130);
    endAtOnceOn("TERM", 143);
    int sessions = server.sessions();
    if (sessions == 0) {
      LOG.info("stopping");
    } else {
      LOG.info(
          "stopping; {} sessions are open, their transfers have {} s to end",
          sessions,
          GRACE.toSeconds());
    }
    server.close(GRACE);
    LOG.info("stopped");
  }

  /**
   * Reflection, because the compiler warns of these classes of the JDK, and a JDK may lack them.
   */
  private static void endAtOnceOn(String name, int code) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              Shutdown.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                Runtime.getRuntime().halt(code);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("a second {} will not end the program at once: {}", name, e.toString());
    }
  }
}
