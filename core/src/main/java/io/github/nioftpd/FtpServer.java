package io.github.nioftpd;

import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.login.ServerState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A running FTP server. Safe for use by several threads. */
public final class FtpServer implements AutoCloseable {
  private final Listeners listeners;
  private final Acceptor acceptor;
  private volatile Duration grace;
  private final CountDownLatch ended = new CountDownLatch(1);

  private FtpServer(Listeners listeners, Acceptor acceptor, Duration grace) {
    this.grace = grace;
    this.listeners = listeners;
    this.acceptor = acceptor;
  }

  /** {@return a builder with the default settings} */
  public static Builder builder() {
    return new Builder();
  }

  /** {@return the first address that the server listens on, with its actual port} */
  public InetSocketAddress address() {
    return addresses().getFirst();
  }

  /** {@return all addresses that the server listens on, with their actual ports, in order} */
  public List<InetSocketAddress> addresses() {
    return listeners.addresses();
  }

  /** {@return the sessions at this moment, in no particular order} */
  public List<ActiveSession> sessions() {
    return acceptor.sessions();
  }

  /**
   * Applies other settings to new sessions.
   *
   * @param next the settings, with the same endpoint addresses in the same order
   * @throws IllegalArgumentException if the addresses differ; nothing changes then
   */
  public void reload(Builder next) {
    acceptor.reload(next.draft.settings(), next.draft.endpoints());
    grace = next.draft.grace;
  }

  /** Ends the bans of all addresses, and forgets their failed logins. */
  public void liftBans() {
    acceptor.liftBans();
  }

  /**
   * Waits until the server is closed.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void join() throws InterruptedException {
    ended.await();
  }

  /** Closes the server; transfers have the time of {@link Builder#grace}. */
  @Override
  public void close() {
    close(grace);
  }

  /**
   * Closes the server: accepts no more clients, ends sessions without a transfer with 421, and the
   * others after their transfer or this time. Returns when all have ended, or five seconds later: a
   * session whose file system does not return from a call stays behind on daemon threads.
   *
   * @param grace the time that transfers have, zero or more
   */
  public void close(Duration grace) {
    if (ended.getCount() > 0) {
      listeners.close();
      acceptor.close(grace);
      ended.countDown();
    }
  }

  /** The settings of a server. Not safe for use by several threads. */
  public static final class Builder {
    private final Draft draft = new Draft();

    private Builder() {}

    private Builder set(Consumer<Draft> change) {
      change.accept(draft);
      return this;
    }

    /**
     * {@return this builder with another address to listen on; the default is 127.0.0.1:2121}
     *
     * @param address address and port; with port 0 the operating system chooses one
     */
    public Builder listen(InetSocketAddress address) {
      return listen(Endpoint.at(address));
    }

    /**
     * {@return this builder with another address to listen on, with a policy of its own}
     *
     * @param endpoint address and policy
     */
    public Builder listen(Endpoint endpoint) {
      return set(draft -> draft.endpoints.add(endpoint));
    }

    /**
     * {@return this builder with the authenticator that decides on logins; it must be set}
     *
     * @param who the authenticator
     */
    public Builder authenticator(Authenticator who) {
      return set(draft -> draft.authenticator(who));
    }

    /**
     * {@return this builder with the ports for passive data connections; by default any}
     *
     * @param ports the ports
     */
    public Builder passivePorts(PassivePorts ports) {
      return set(draft -> draft.passivePorts = ports);
    }

    /**
     * {@return this builder with the limits; by default {@link Limits#DEFAULT}}
     *
     * @param limits the limits
     */
    public Builder limits(Limits limits) {
      return set(draft -> draft.limits = limits);
    }

    /**
     * {@return this builder with the networks that may connect; by default all}
     *
     * @param rules the networks
     */
    public Builder addresses(AddressRules rules) {
      return set(draft -> draft.addresses = rules);
    }

    /**
     * {@return this builder with the rule for bans; by default {@link BanPolicy#DEFAULT}}
     *
     * @param policy the rule
     */
    public Builder bans(BanPolicy policy) {
      return set(draft -> draft.bans = policy);
    }

    /**
     * {@return this builder with the store of quota usage; by default in memory}
     *
     * @param ledger the store, closed by the caller; a reload keeps that of the start
     */
    public Builder ledger(UsageLedger ledger) {
      return set(draft -> draft.ledger = ledger);
    }

    /**
     * {@return this builder with the text of the greeting}
     *
     * @param text one line, or several separated by LF
     */
    public Builder banner(String text) {
      return set(draft -> draft.banner = text);
    }

    /**
     * {@return this builder with the zone of all times in FTP; by default GMT (RFC 3659)}
     *
     * @param zone the zone
     */
    public Builder zone(ZoneId zone) {
      return set(draft -> draft.zone = zone);
    }

    /**
     * {@return this builder with the charset of names and replies; by default UTF-8}
     *
     * @param charset a charset that encodes ASCII as ASCII
     */
    public Builder charset(Charset charset) {
      return set(draft -> draft.charset = charset);
    }

    /**
     * {@return this builder with or without sendfile for local files; by default with}
     *
     * @param allowed false for network file systems that fail with it
     */
    public Builder sendfile(boolean allowed) {
      return set(draft -> draft.sendfile = allowed);
    }

    /**
     * {@return this builder with rules for data connections; by default {@link DataPolicy#DEFAULT}}
     *
     * @param policy the rules
     */
    public Builder data(DataPolicy policy) {
      return set(draft -> draft.data = policy);
    }

    /**
     * {@return this builder with the time that a close leaves to transfers; by default 10 s}
     *
     * @param time zero or more
     */
    public Builder grace(Duration time) {
      return set(draft -> draft.grace = time);
    }

    /**
     * {@return this builder with another observer of events}
     *
     * @param consumer called on the session's thread; what it throws is logged and ignored
     */
    public Builder onEvent(Consumer<FtpEvent> consumer) {
      return set(draft -> draft.events = draft.events.andThen(consumer));
    }

    /**
     * {@return this builder with another veto hook}
     *
     * @param veto called on the session's thread after those before; if it throws, it refuses
     */
    public Builder before(VetoHook veto) {
      return set(draft -> draft.veto = draft.veto.and(veto));
    }

    /**
     * {@return this builder with changes to the dialogue, for tests of clients; by default none}
     *
     * @param factory creates the interceptor of each session
     */
    public Builder intercept(Interceptor.Factory factory) {
      return set(draft -> draft.interceptors = factory);
    }

    /**
     * {@return this builder with another SITE command}
     *
     * @param command the command
     */
    public Builder command(SiteCommand command) {
      return set(draft -> draft.commands.add(new EmbeddedCommand(command)));
    }

    /**
     * {@return this builder with the clock for listings; by default that of the system}
     *
     * @param clock the clock
     */
    public Builder clock(InstantSource clock) {
      return set(draft -> draft.clock = clock);
    }

    /**
     * {@return the server, which is running}
     *
     * @throws IOException if it cannot listen on an address; nothing stays open then
     */
    public FtpServer start() throws IOException {
      List<Endpoint> endpoints = draft.endpoints();
      Acceptor acceptor = new Acceptor(draft.settings(), endpoints, new ServerState(draft.ledger));
      Listeners sockets = new Listeners(endpoints);
      sockets.acceptInto(acceptor);
      Thread.ofPlatform().daemon().name("nioftpd-watch").start(acceptor::watch);
      return new FtpServer(sockets, acceptor, draft.grace);
    }
  }
}
