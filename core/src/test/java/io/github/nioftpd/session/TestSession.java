package io.github.nioftpd.session;

import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.config.AddressRules;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.DataPolicy;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.config.PassivePorts;
import io.github.nioftpd.data.PassivePortPool;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.VetoHook;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.login.ServerState;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.wire.FtpTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** Creates sessions for tests of commands, without a client or a socket. */
public final class TestSession {

  /** The current time. */
  public static final Instant NOW = Instant.parse("2024-07-01T12:00:00Z");

  private final List<FtpEvent> events = new CopyOnWriteArrayList<>();
  private Charset charset = StandardCharsets.UTF_8;
  private Authenticator authenticator = credentials -> Optional.empty();

  /** The session of an account with all permissions. */
  public static Session of(FileSystem fileSystem) {
    return new TestSession().loggedIn(fileSystem, Permission.all());
  }

  /** Sets the charset. */
  public TestSession charset(Charset encoding) {
    charset = encoding;
    return this;
  }

  /** Sets the authenticator. */
  public TestSession authenticator(Authenticator who) {
    authenticator = who;
    return this;
  }

  /** The events of the sessions created here. */
  public List<FtpEvent> events() {
    return events;
  }

  /** A session after its login. */
  public Session loggedIn(FileSystem fileSystem, Set<Permission> permissions) {
    return loggedIn(Account.of("user", fileSystem, permissions));
  }

  /** A session after the login of an account. */
  public Session loggedIn(Account account) {
    Session session = connected();
    try {
      session.logIn(account);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return session;
  }

  /** A session before its login. */
  public Session connected() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    InetSocketAddress here = new InetSocketAddress(loopback, 2121);
    return new Session(terms(here), new Inbox(), 1, here, new InetSocketAddress(loopback, 40_000));
  }

  /** Runs a command like {@link SessionLoop}, with the state of previous commands. */
  public static Outcome run(Session session, Command command, String argument) throws IOException {
    session.parameters().begin(Optional.of(command.spec()));
    return command.run(session, call(session, command, argument));
  }

  /** A call of a command, its argument parsed. */
  public static Call call(Session session, Command command, String argument) {
    return Call.of(new CommandTable.Match(command, argument), session);
  }

  /** The offset at which the next transfer begins. */
  public static long restartOffset(Session session) {
    session.parameters().begin(Optional.empty());
    return session.parameters().restartOffset();
  }

  /** The effective settings of a session. */
  SessionContext terms(InetSocketAddress here) {
    ServerSettings settings =
        new ServerSettings(
            new CommandTable(Commands.all()),
            authenticator,
            TestFtp.QUICK,
            AddressRules.EVERYBODY,
            BanPolicy.NONE,
            new PassivePortPool(PassivePorts.ANY),
            new FtpTime(InstantSource.fixed(NOW), ZoneOffset.UTC),
            charset,
            "Ready.",
            true,
            DataPolicy.DEFAULT,
            events::add,
            VetoHook.NONE,
            Interceptor.Factory.NONE);
    return new SessionContext(settings, Endpoint.at(here), new ServerState(UsageLedger.inMemory()));
  }
}
