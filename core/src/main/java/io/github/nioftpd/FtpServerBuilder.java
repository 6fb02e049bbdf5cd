package io.github.nioftpd;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.data.PassivePortPool;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.Gate;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.EventLog;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.session.ServerState;
import io.github.nioftpd.wire.FtpTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The settings of a server before it starts. Owned by one thread. */
public final class FtpServerBuilder {

  private static final Endpoint DEFAULT =
      Endpoint.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), 2121));

  private final List<Endpoint> listeners = new ArrayList<>();
  private Optional<Authenticator> authenticator = Optional.empty();
  private PassivePorts passivePorts = PassivePorts.ANY;
  private Limits limits = Limits.DEFAULT;
  private AddressRules addresses = AddressRules.EVERYBODY;
  private BanPolicy bans = BanPolicy.DEFAULT;
  private UsageLedger ledger = UsageLedger.inMemory();
  private String banner = "nioftpd ready.";
  private ZoneId zone = ZoneOffset.UTC;
  private Charset charset = StandardCharsets.UTF_8;
  private InstantSource clock = InstantSource.system();
  private boolean sendfile = true;
  private DataPolicy data = DataPolicy.DEFAULT;
  Duration grace = Duration.ofSeconds(10);
  private Consumer<FtpEvent> events = event -> {};
  private Gate gate = Gate.OPEN;
  private final List<Command> commands = new ArrayList<>(Commands.all());

  FtpServerBuilder() {}

  /**
   * Adds an address to listen on; without one, it is 127.0.0.1, port 2121.
   *
   * @param address address and port; port 0 lets the operating system choose
   * @return this builder
   */
  public FtpServerBuilder listen(InetSocketAddress address) {
    return listen(Endpoint.at(address));
  }

  /**
   * Adds an address to listen on, with a policy of its own.
   *
   * @param listener address and policy
   * @return this builder
   */
  public FtpServerBuilder listen(Endpoint listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Sets who decides on logins; there is no default.
   *
   * @param who the authenticator
   * @return this builder
   */
  public FtpServerBuilder authenticator(Authenticator who) {
    authenticator = Optional.of(who);
    return this;
  }

  /**
   * Sets the ports and the address for passive data connections; by default any port.
   *
   * @param ports the ports
   * @return this builder
   */
  public FtpServerBuilder passivePorts(PassivePorts ports) {
    passivePorts = ports;
    return this;
  }

  /**
   * Sets the bounds; by default {@link Limits#DEFAULT}.
   *
   * @param bounds the bounds
   * @return this builder
   */
  public FtpServerBuilder limits(Limits bounds) {
    limits = bounds;
    return this;
  }

  /**
   * Sets who may connect at all; by default everybody.
   *
   * @param rules the networks
   * @return this builder
   */
  public FtpServerBuilder addresses(AddressRules rules) {
    addresses = rules;
    return this;
  }

  /**
   * Sets when an address is banned; by default {@link BanPolicy#DEFAULT}.
   *
   * @param policy after how many failed logins, and for how long
   * @return this builder
   */
  public FtpServerBuilder bans(BanPolicy policy) {
    bans = policy;
    return this;
  }

  /**
   * Sets where it is kept how much accounts use; by default in memory. It stays when the server
   * takes over other settings.
   *
   * @param where the ledger, which the caller closes after the server
   * @return this builder
   */
  public FtpServerBuilder ledger(UsageLedger where) {
    ledger = where;
    return this;
  }

  /**
   * Sets the text of the greeting.
   *
   * @param text one line, or several separated by LF
   * @return this builder
   */
  public FtpServerBuilder banner(String text) {
    banner = text;
    return this;
  }

  /**
   * Sets the zone of every time a client sees or sends; by default GMT, as RFC 3659 has it.
   *
   * @param where the zone
   * @return this builder
   */
  public FtpServerBuilder zone(ZoneId where) {
    zone = where;
    return this;
  }

  /**
   * Sets the charset of names and replies; by default UTF-8.
   *
   * @param encoding a charset that encodes ASCII as ASCII
   * @return this builder
   */
  public FtpServerBuilder charset(Charset encoding) {
    charset = encoding;
    return this;
  }

  /**
   * Sets whether the kernel copies plain local files to clients (sendfile); by default it does.
   *
   * @param use false for network file systems that do not bear it
   * @return this builder
   */
  public FtpServerBuilder sendfile(boolean use) {
    sendfile = use;
    return this;
  }

  /**
   * Sets which data connections clients may ask for; by default {@link DataPolicy#DEFAULT}.
   *
   * @param policy the policy
   * @return this builder
   */
  public FtpServerBuilder data(DataPolicy policy) {
    data = policy;
    return this;
  }

  /**
   * Sets how long {@link FtpServer#close()} lets transfers go on; by default 10 seconds.
   *
   * @param time zero or more
   * @return this builder
   */
  public FtpServerBuilder grace(Duration time) {
    grace = time;
    return this;
  }

  /**
   * Adds somebody who is told what happens.
   *
   * @param consumer called on the thread of the session; what it throws is logged and ignored
   * @return this builder
   */
  public FtpServerBuilder onEvent(Consumer<FtpEvent> consumer) {
    events = events.andThen(consumer);
    return this;
  }

  /**
   * Adds somebody who is asked before something is done, and may refuse it.
   *
   * @param who asked on the thread of the session, after those added before; when it throws, what
   *     was asked for is refused
   * @return this builder
   */
  public FtpServerBuilder before(Gate who) {
    gate = gate.and(who);
    return this;
  }

  /**
   * Adds a SITE command.
   *
   * @param command the command
   * @return this builder
   */
  public FtpServerBuilder command(SiteCommand command) {
    commands.add(new EmbeddedCommand(command));
    return this;
  }

  /**
   * Sets the clock that tells the age of files in listings; by default the system's.
   *
   * @param source the clock
   * @return this builder
   */
  public FtpServerBuilder clock(InstantSource source) {
    clock = source;
    return this;
  }

  /**
   * Starts to listen and to serve.
   *
   * @return the running server
   * @throws IllegalStateException when no authenticator was set
   * @throws IOException when an address cannot be listened on; nothing is left open then
   */
  public FtpServer start() throws IOException {
    Acceptor acceptor = new Acceptor(settings(), listeners(), new ServerState(ledger));
    Listeners sockets = new Listeners(listeners());
    sockets.acceptInto(acceptor);
    Thread.ofPlatform().daemon().name("nioftpd-watch").start(acceptor::watch);
    return new FtpServer(sockets, acceptor, grace);
  }

  /** What to listen on. */
  List<Endpoint> listeners() {
    return listeners.isEmpty() ? List.of(DEFAULT) : List.copyOf(listeners);
  }

  /** What all sessions share. */
  ServerSettings settings() {
    return new ServerSettings(
        new CommandTable(commands),
        authenticator.orElseThrow(() -> new IllegalStateException("set an authenticator")),
        limits,
        addresses,
        bans,
        new PassivePortPool(passivePorts),
        new FtpTime(clock, zone),
        charset,
        banner,
        sendfile,
        data,
        EventLog.andThen(events),
        gate);
  }
}
