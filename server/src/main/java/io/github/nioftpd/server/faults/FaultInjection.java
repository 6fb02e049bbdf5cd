package io.github.nioftpd.server.faults;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.test.fault.FaultRule;
import io.github.nioftpd.test.fault.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The faults of a running server. A server without faults loads no class of the test kit. Not safe
 * for use by several threads, except for {@link #close}.
 */
public final class FaultInjection implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(FaultInjection.class);

  private volatile @Nullable Faults faults;

  /** Creates it without rules. */
  public FaultInjection() {}

  /** Adds the faults to the settings of a server that has rules, or had some. */
  public void addTo(FtpServer.Builder builder, List<FaultSection> rules) {
    Faults engine = faults;
    if (engine == null && !rules.isEmpty()) {
      engine = new Faults(FaultInjection::log);
      faults = engine;
    }
    if (engine != null) {
      builder.intercept(engine);
    }
  }

  private static void log(Client client, FaultRule rule) {
    LOG.info(
        "{}-[{}] fault {}",
        LogText.address(client.remote()),
        LogText.escape(client.user()),
        LogText.escape(rule.toString()));
  }

  /** Replaces all rules, also for sessions that run. */
  public void apply(List<FaultSection> rules) {
    Faults engine = faults;
    if (engine != null) {
      engine.replace(rules.stream().map(FaultRules::rule).toList());
    }
  }

  /** {@return the number of rules} */
  public int count() {
    Faults engine = faults;
    return engine == null ? 0 : engine.rules().size();
  }

  /** Ends all delays and hangs. */
  @Override
  public void close() {
    Faults engine = faults;
    if (engine != null) {
      engine.close();
    }
  }
}
