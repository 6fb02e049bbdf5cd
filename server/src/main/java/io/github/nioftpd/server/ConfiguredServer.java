package io.github.nioftpd.server;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.ConfigurationFile;
import io.github.nioftpd.server.config.WrongConfigurationException;
import io.github.nioftpd.server.events.Hooks;
import io.github.nioftpd.server.logs.Logs;
import io.github.nioftpd.server.password.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that a file configures, and that can read it again. Safe for use by several threads. */
final class ConfiguredServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ConfiguredServer.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Path file;
  private final Logs logs;
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();
  private final UsageLedger ledger;
  private final Hooks hooks;
  private final FtpServer server;
  private Configuration configuration;

  /**
   * Starts a server.
   *
   * @param file the file of the configuration
   * @param configuration what it says
   * @param logs where the log goes
   * @throws IOException when it cannot listen
   */
  ConfiguredServer(Path file, Configuration configuration, Logs logs) throws IOException {
    this.file = file;
    this.configuration = configuration;
    this.logs = logs;
    Optional<Path> database = configuration.quota().database();
    this.ledger = database.isPresent() ? QuotaLedger.open(database.get()) : UsageLedger.inMemory();
    this.hooks = new Hooks(configuration.events());
    try {
      this.server = builder(configuration).start();
    } catch (IOException e) {
      closeParts();
      throw explained(configuration, e);
    }
  }

  private FtpServer.Builder builder(Configuration next) {
    return new ServerAssembly(homes, verification, ledger)
        .assemble(next)
        .onEvent(logs::event)
        .onEvent(this::leave)
        .onEvent(hooks)
        .before(hooks);
  }

  private void leave(FtpEvent event) {
    switch (event) {
      case FtpEvent.LoggedOut out -> homes.leave();
      case FtpEvent.Disconnected gone -> homes.leave();
      default -> {}
    }
  }

  private static IOException explained(Configuration configuration, IOException e) {
    String addresses =
        String.join(
            ", ",
            configuration.listeners().stream()
                .map(listener -> LogText.address(listener.address()))
                .toList());
    String reason = String.valueOf(e.getMessage());
    if (reason.contains("in use")) {
      return new IOException("another program listens on " + addresses + " already", e);
    }
    if (reason.contains("ermission denied")) {
      return new IOException(
          "to listen on "
              + addresses
              + " takes the right for ports below 1024"
              + " (CAP_NET_BIND_SERVICE)",
          e);
    }
    return new IOException("cannot listen on " + addresses + ": " + reason, e);
  }

  /** The server itself. */
  FtpServer server() {
    return server;
  }

  Homes homes() {
    return homes;
  }

  /** The configuration that holds for the next session. */
  Configuration configuration() {
    lock.lock();
    try {
      return configuration;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads the file again, for the sessions to come. Whatever is wrong, all stays as it is.
   *
   * @return in a sentence, what was done
   * @throws WrongConfigurationException when the file has mistakes
   * @throws IOException when it cannot be read, or asks for what only a restart can do
   */
  String reload() throws WrongConfigurationException, IOException {
    lock.lock();
    try {
      Configuration next = ConfigurationFile.load(file);
      refuseWhatCannotChange(next);
      logs.reopen(next.log());
      server.reload(builder(next));
      homes.renew();
      configuration = next;
      return "the configuration "
          + file
          + " holds for new sessions; "
          + server.sessions()
          + " go on with the one before";
    } finally {
      lock.unlock();
    }
  }

  private void refuseWhatCannotChange(Configuration next) throws IOException {
    if (!addresses(next).equals(addresses(configuration))) {
      throw new IOException(
          "the addresses of the listeners have changed, which takes a restart; nothing was"
              + " changed");
    }
    if (!next.quota().equals(configuration.quota())) {
      throw new IOException(
          "quota.database has changed, which takes a restart; nothing was changed");
    }
    if (!next.events().equals(configuration.events())) {
      throw new IOException("events have changed, which takes a restart; nothing was changed");
    }
    if (!Objects.equals(next.controlSocket(), configuration.controlSocket())
        || !Objects.equals(next.pidFile(), configuration.pidFile())) {
      throw new IOException(
          "control-socket or pid-file has changed, which takes a restart; nothing was changed");
    }
  }

  private static java.util.List<InetSocketAddress> addresses(Configuration configuration) {
    return configuration.listeners().stream().map(listener -> listener.address()).toList();
  }

  /** Reads the file again and logs how that went. */
  String reloadAndTell() {
    try {
      String done = reload();
      LOG.info("reloaded: {}", done);
      return "ok: " + done;
    } catch (WrongConfigurationException | IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      reason.lines().forEach(line -> LOG.error("not reloaded: {}", line));
      return "failed: " + reason;
    }
  }

  @Override
  public void close() {
    server.close();
    closeParts();
  }

  private void closeParts() {
    hooks.close();
    homes.close();
    verification.close();
    if (ledger instanceof QuotaLedger file) {
      file.close();
    }
  }
}
