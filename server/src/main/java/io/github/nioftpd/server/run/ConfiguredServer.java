package io.github.nioftpd.server.run;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.server.config.Configuration;
import io.github.nioftpd.server.config.EventsSection;
import io.github.nioftpd.server.config.FaultSection;
import io.github.nioftpd.server.config.UserSection;
import io.github.nioftpd.server.config.binding.ConfigurationFile;
import io.github.nioftpd.server.config.binding.FaultChecks;
import io.github.nioftpd.server.config.binding.WrongConfigurationException;
import io.github.nioftpd.server.events.Hooks;
import io.github.nioftpd.server.faults.FaultInjection;
import io.github.nioftpd.server.homes.Homes;
import io.github.nioftpd.server.homes.Locations;
import io.github.nioftpd.server.homes.UserFileSystems;
import io.github.nioftpd.server.logs.Logs;
import io.github.nioftpd.server.password.Verification;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server and what belongs to it, for one run. Safe for use by several threads. */
public final class ConfiguredServer implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final ReentrantLock closing = new ReentrantLock();
  private final Optional<Path> file;
  private final Logs logs;
  private final Homes homes = new Homes();
  private final Verification verification = new Verification();
  private final UsageLedger ledger;
  private final Optional<Hooks> hooks;
  private final FaultInjection faults = new FaultInjection();
  private final Map<String, Locations.Served> opened;
  private final FtpServer server;
  private Configuration configuration;

  /**
   * Starts a server.
   *
   * @param file the configuration file, which can be reloaded; empty with options, whose locations
   *     are opened at once and stay open
   * @param configuration the configuration
   * @param logs the log
   * @throws IllegalArgumentException when a location or a certificate is wrong
   * @throws IOException when a location cannot be opened, or an address not be listened on
   */
  public ConfiguredServer(Optional<Path> file, Configuration configuration, Logs logs)
      throws IOException {
    this.file = file;
    this.configuration = configuration;
    this.logs = logs;
    Optional<Path> database = configuration.quota().database();
    this.ledger = database.isPresent() ? QuotaLedger.open(database.get()) : UsageLedger.inMemory();
    this.hooks = hooks();
    try {
      this.opened = file.isPresent() ? Map.of() : hold();
      this.server = start();
    } catch (IOException | RuntimeException e) {
      closeParts();
      throw e;
    }
  }

  private Optional<Hooks> hooks() throws IOException {
    return configuration.events().equals(EventsSection.NONE)
        ? Optional.empty()
        : Optional.of(new Hooks(configuration.events()));
  }

  private Map<String, Locations.Served> hold() throws IOException {
    UserFileSystems files = new UserFileSystems(homes, configuration.files());
    Map<String, Locations.Served> held = new LinkedHashMap<>();
    if (configuration.anonymous().isPresent()) {
      held.putAll(files.hold("anonymous", configuration.anonymous().get().profile()));
    }
    for (Map.Entry<String, UserSection> user : configuration.users().entrySet()) {
      held.putAll(files.hold(user.getKey(), user.getValue().profile()));
    }
    return held;
  }

  private FtpServer start() throws IOException {
    List<FaultSection> rules = rules(configuration);
    FtpServer.Builder builder = builder(configuration, rules);
    faults.apply(rules);
    try {
      return builder.start();
    } catch (IOException e) {
      throw explained(configuration, e);
    }
  }

  private static List<FaultSection> rules(Configuration next) {
    try {
      return FaultChecks.all(next.faults());
    } catch (WrongConfigurationException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private FtpServer.Builder builder(Configuration next, List<FaultSection> rules) {
    FtpServer.Builder builder =
        new ServerAssembly(homes, verification, ledger)
            .assemble(next)
            .onEvent(logs::event)
            .onEvent(this::leave);
    hooks.ifPresent(each -> builder.onEvent(each).before(each));
    faults.addTo(builder, rules);
    return builder;
  }

  private void leave(FtpEvent event) {
    switch (event) {
      case FtpEvent.LoggedOut out -> homes.leave();
      case FtpEvent.Disconnected gone -> homes.leave();
      default -> {}
    }
  }

  public static IOException explained(Configuration configuration, IOException e) {
    String addresses =
        String.join(
            ", ",
            configuration.listeners().stream()
                .map(listener -> LogText.address(listener.address()))
                .toList());
    String reason = String.valueOf(e.getMessage());
    String why =
        reason.contains("in use")
            ? "the port is in use by another process; choose another port"
            : reason.contains("ermission denied")
                ? "ports below 1024 need the capability CAP_NET_BIND_SERVICE; choose another port"
                : reason.contains("annot assign requested address")
                    ? "this machine does not have the address"
                    : reason;
    return new IOException("cannot listen on " + addresses + ": " + why, e);
  }

  /** The server itself. */
  public FtpServer server() {
    return server;
  }

  /** Logs the number of active faults, if there are any. */
  void warnOfFaults() {
    if (faults.count() > 0) {
      log().warn("active faults: {}; the server misbehaves, for tests of clients", faults.count());
    }
  }

  Homes homes() {
    return homes;
  }

  /** The locations that were opened at the start, by their path; only with options. */
  Map<String, Locations.Served> opened() {
    return opened;
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
   * @return the result, in a sentence
   * @throws WrongConfigurationException when the file has mistakes
   * @throws IOException when it cannot be read, or asks for what only a restart can do
   */
  public String reload() throws WrongConfigurationException, IOException {
    lock.lock();
    try {
      Configuration next = ConfigurationFile.load(file.orElseThrow());
      refuseWhatCannotChange(next);
      logs.reopen(next.log());
      List<FaultSection> rules = rules(next);
      server.reload(builder(next, rules));
      faults.apply(rules);
      warnOfFaults();
      homes.renew();
      configuration = next;
      return "the configuration "
          + file.get()
          + " applies to new sessions; "
          + server.sessions().size()
          + " sessions continue with the previous one";
    } finally {
      lock.unlock();
    }
  }

  private void refuseWhatCannotChange(Configuration next) throws IOException {
    if (!addresses(next).equals(addresses(configuration))) {
      throw new IOException(
          "the listener addresses have changed; this needs a restart, so nothing was" + " changed");
    }
    if (!next.quota().equals(configuration.quota())) {
      throw new IOException(
          "quota.database has changed; this needs a restart, so nothing was changed");
    }
    if (!next.events().equals(configuration.events())) {
      throw new IOException("events have changed; this needs a restart, so nothing was changed");
    }
    if (!Objects.equals(next.controlSocket(), configuration.controlSocket())
        || !Objects.equals(next.pidFile(), configuration.pidFile())) {
      throw new IOException(
          "control-socket or pid-file has changed; this needs a restart, so nothing was changed");
    }
  }

  private static List<InetSocketAddress> addresses(Configuration configuration) {
    return configuration.listeners().stream().map(listener -> listener.address()).toList();
  }

  /** Reads the file again and logs how that went. */
  String reloadAndLog() {
    try {
      String done = reload();
      log().info("reloaded: {}", done);
      return "ok: " + done;
    } catch (WrongConfigurationException | IOException | RuntimeException e) {
      String reason = String.valueOf(e.getMessage());
      reason.lines().forEach(line -> log().error("not reloaded: {}", line));
      return "failed: " + reason;
    }
  }

  /** Not a constant: a logger created before the level is set would ignore it. */
  private static Logger log() {
    return LoggerFactory.getLogger(ConfiguredServer.class);
  }

  /** Closes the server and what belongs to it. Every caller returns when all of it is closed. */
  @Override
  public void close() {
    closing.lock();
    try {
      faults.close();
      server.close();
      closeParts();
    } finally {
      closing.unlock();
    }
  }

  private void closeParts() {
    hooks.ifPresent(Hooks::close);
    homes.close();
    verification.close();
    // the second condition alone would load the library of the database
    if (configuration.quota().database().isPresent() && ledger instanceof QuotaLedger database) {
      database.close();
    }
  }
}
