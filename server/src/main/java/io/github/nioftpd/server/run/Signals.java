package io.github.nioftpd.server.run;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signals of the operating system. By reflection, because the compiler warns of these classes of
 * the JDK, and a JDK may lack them.
 */
public final class Signals {

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * Runs an action when a signal arrives.
   *
   * @param name the signal without SIG
   * @param action called on a thread of its own
   * @return false when there is no such signal here, or the process was started with it ignored, as
   *     by {@code nohup}: the JVM then leaves it ignored
   */
  public static boolean on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object call =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                  action.run();
                }
                return null;
              });
      Object before =
          signal
              .getMethod("handle", signal, handler)
              .invoke(null, signal.getConstructor(String.class).newInstance(name), call);
      return !handler.getField("SIG_IGN").get(null).equals(before);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      LOG.debug("signal {} is not available: {}", name, e.toString());
      return false;
    }
  }
}
