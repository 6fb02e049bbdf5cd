package io.github.nioftpd;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.data.PassivePortPool;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.session.CommandTable;
import io.github.nioftpd.session.EventLog;
import io.github.nioftpd.session.ServerSettings;
import io.github.nioftpd.wire.FtpTime;
import java.io.IOException;
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
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running FTP server. Two in one process share a pool of buffers alone. Thread-safe. */
public final class FtpServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.nioftpd");

  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Listeners listeners;
  private final Acceptor acceptor;
  private final CountDownLatch ended = new CountDownLatch(1);

  private FtpServer(Listeners listeners, Acceptor acceptor) {
    this.listeners = listeners;
    this.acceptor = acceptor;
  }

  /**
   * Begins to collect the settings of a server.
   *
   * @return a builder with the defaults
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The first address the server listens on, with its real port.
   *
   * @return address and port
   */
  public InetSocketAddress address() {
    return addresses().getFirst();
  }

  /**
   * The addresses the server listens on, with their real ports, in the order they were given.
   *
   * @return at least one
   */
  public List<InetSocketAddress> addresses() {
    return listeners.addresses();
  }

  /**
   * How many sessions are served now.
   *
   * @return 0 or more
   */
  public int sessions() {
    return acceptor.sessions();
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException when the calling thread is interrupted
   */
  public void join() throws InterruptedException {
    ended.await();
  }

  /** Closes the server with a grace of ten seconds for transfers. */
  @Override
  public void close() {
    close(GRACE);
  }

  /**
   * Closes the server: nobody is let in any more, sessions without a transfer end with 421, and
   * those with one when it has ended or the grace is over. Returns when all sessions have ended.
   * Does nothing on a closed server.
   *
   * @param grace how long transfers may go on, zero or more
   */
  public void close(Duration grace) {
    listeners.close();
    acceptor.close(grace);
    ended.countDown();
  }

  /** The settings of a server before it starts. Owned by one thread. */
  public static final class Builder {

    private final List<InetSocketAddress> addresses = new ArrayList<>();
    private Optional<Authenticator> authenticator = Optional.empty();
    private PassivePorts passivePorts = PassivePorts.ANY;
    private Limits limits = Limits.DEFAULT;
    private String banner = "nioftpd ready.";
    private ZoneId zone = ZoneOffset.UTC;
    private Charset charset = StandardCharsets.UTF_8;
    private InstantSource clock = InstantSource.system();
    private boolean sendfile = true;
    private boolean foreignAddresses;
    private boolean privilegedPorts;
    private Consumer<FtpEvent> events = event -> {};

    private Builder() {}

    /**
     * Adds an address to listen on; without one, it is 127.0.0.1, port 2121.
     *
     * @param address address and port; port 0 lets the operating system choose
     * @return this builder
     */
    public Builder listen(InetSocketAddress address) {
      addresses.add(address);
      return this;
    }

    /**
     * Sets who decides on logins; there is no default.
     *
     * @param who the authenticator
     * @return this builder
     */
    public Builder authenticator(Authenticator who) {
      authenticator = Optional.of(who);
      return this;
    }

    /**
     * Sets the ports and the address for passive data connections; by default any port.
     *
     * @param ports the ports
     * @return this builder
     */
    public Builder passivePorts(PassivePorts ports) {
      passivePorts = ports;
      return this;
    }

    /**
     * Sets the bounds; by default {@link Limits#DEFAULT}.
     *
     * @param bounds the bounds
     * @return this builder
     */
    public Builder limits(Limits bounds) {
      limits = bounds;
      return this;
    }

    /**
     * Sets the text of the greeting.
     *
     * @param text one line, or several separated by LF
     * @return this builder
     */
    public Builder banner(String text) {
      banner = text;
      return this;
    }

    /**
     * Sets the zone of every time a client sees or sends; by default GMT, as RFC 3659 has it.
     *
     * @param where the zone
     * @return this builder
     */
    public Builder zone(ZoneId where) {
      zone = where;
      return this;
    }

    /**
     * Sets the charset of names and replies; by default UTF-8.
     *
     * @param encoding a charset that encodes ASCII as ASCII
     * @return this builder
     */
    public Builder charset(Charset encoding) {
      charset = encoding;
      return this;
    }

    /**
     * Sets whether the kernel copies plain local files to clients (sendfile); by default it does.
     *
     * @param use false for network file systems that do not bear it
     * @return this builder
     */
    public Builder sendfile(boolean use) {
      sendfile = use;
      return this;
    }

    /**
     * Sets whether data connections may lead to other hosts than the client's; by default they may
     * not (RFC 2577).
     *
     * @param permitted true to let clients move files between two servers
     * @return this builder
     */
    public Builder foreignAddresses(boolean permitted) {
      foreignAddresses = permitted;
      return this;
    }

    /**
     * Sets whether PORT and EPRT may name ports below 1024; by default they may not (RFC 2577).
     *
     * @param permitted true to let them
     * @return this builder
     */
    public Builder privilegedPorts(boolean permitted) {
      privilegedPorts = permitted;
      return this;
    }

    /**
     * Adds somebody who is told what happens.
     *
     * @param consumer called on the thread of the session; what it throws is logged and ignored
     * @return this builder
     */
    public Builder onEvent(Consumer<FtpEvent> consumer) {
      events = events.andThen(consumer);
      return this;
    }

    /**
     * Sets the clock that tells the age of files in listings; by default the system's.
     *
     * @param source the clock
     * @return this builder
     */
    public Builder clock(InstantSource source) {
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
      Acceptor acceptor = new Acceptor(settings());
      Listeners listeners = new Listeners(addresses);
      listeners.acceptInto(acceptor);
      Thread.ofVirtual().name("nioftpd-watch").start(acceptor::watch);
      return new FtpServer(listeners, acceptor);
    }

    private ServerSettings settings() {
      Consumer<FtpEvent> all =
          event -> {
            EventLog.log(event);
            try {
              events.accept(event);
            } catch (RuntimeException e) {
              LOG.error("a consumer of events failed", e);
            }
          };
      return new ServerSettings(
          new CommandTable(Commands.all()),
          authenticator.orElseThrow(() -> new IllegalStateException("set an authenticator")),
          limits,
          new PassivePortPool(passivePorts),
          new FtpTime(clock, zone),
          charset,
          banner,
          sendfile,
          foreignAddresses,
          privilegedPorts,
          all);
    }
  }
}
