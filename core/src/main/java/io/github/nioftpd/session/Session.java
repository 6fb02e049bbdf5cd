package io.github.nioftpd.session;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.config.Compatibility;
import io.github.nioftpd.config.Endpoint;
import io.github.nioftpd.data.DataRoute;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.fs.Presence;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.quota.AccountQuota;
import io.github.nioftpd.session.Spec.Scope;
import io.github.nioftpd.transfer.RunningTransfer;
import io.github.nioftpd.transfer.TransferContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state of one client between its commands. Owned by the thread of its {@link SessionLoop};
 * other threads may call only the methods marked for any thread.
 */
public final class Session {

  private final SessionContext context;
  private final Logins logins;
  private final TlsState tls;
  private final long number;
  private final InetSocketAddress local;
  private final InetSocketAddress remote;
  private final Instant since;

  private @Nullable String userName;
  private volatile @Nullable Account account;
  private @Nullable Path directory;
  private TransferParameters parameters = new TransferParameters();
  private @Nullable DataRoute route;
  private volatile @Nullable RunningTransfer running;
  private volatile String command = "";

  /** Makes the state of a client that has just connected. */
  Session(
      SessionContext context,
      Inbox inbox,
      long number,
      InetSocketAddress local,
      InetSocketAddress remote) {
    this.tls = new TlsState(context.listener().tls());
    this.context = context;
    this.logins = new Logins(this, context.state(), inbox);
    this.number = number;
    this.local = local;
    this.remote = context.client(remote);
    this.since = settings().time().now();
  }

  /** The settings that all sessions share. */
  public ServerSettings settings() {
    return context.settings();
  }

  /** The listener that the client connected to. */
  public Endpoint listener() {
    return context.listener();
  }

  /** How the connections are protected. */
  public TlsState tlsState() {
    return tls;
  }

  /** The server's end of the control connection. */
  public InetSocketAddress local() {
    return local;
  }

  /** The address that the client connected to: {@link #local()}, or that of a proxy. */
  public InetSocketAddress reached() {
    return context.reached(local);
  }

  /** The client's end of the control connection. */
  public InetSocketAddress remote() {
    return remote;
  }

  // ---- what other threads see, too

  /** The session as events show it; for any thread. */
  public Client client() {
    Account who = account;
    return new Client(number, remote, who == null ? "" : who.name());
  }

  /** When the client connected; for any thread. */
  public Instant since() {
    return since;
  }

  /** The verb of the command that runs, or the empty text; for any thread. */
  public String command() {
    return command;
  }

  /** Sets the verb of the command that runs, or the empty text. */
  void command(String verb) {
    command = verb;
  }

  /** The transfer of a file that runs; for any thread. */
  public Optional<FtpEvent.Transfer> running() {
    return Optional.ofNullable(running).flatMap(RunningTransfer::state);
  }

  /** Passes an event to the consumer. */
  public void tell(Function<Client, FtpEvent> event) {
    settings().events().accept(event.apply(client()));
  }

  // ---- who it is

  /** Whether a user is logged in. */
  public boolean isLoggedIn() {
    return account != null;
  }

  /**
   * The account that is logged in.
   *
   * @throws Refused when no user is logged in (530)
   */
  public Account account() throws Refused {
    Account who = account;
    if (who == null) {
      throw new Refused(530, "Log in with USER and PASS first.");
    }
    return who;
  }

  /** The name given with USER, while its password is awaited. */
  public Optional<String> userName() {
    return Optional.ofNullable(userName);
  }

  /**
   * Forgets who was logged in and all that was set, and awaits a password.
   *
   * @param name the name given with USER, or null when the client has to give one
   */
  public void reset(@Nullable String name) throws IOException {
    if (account != null) {
      tell(FtpEvent.LoggedOut::new);
    }
    closeRoute();
    logins.leave();
    userName = name;
    account = null;
    directory = null;
    parameters = new TransferParameters();
  }

  /**
   * Logs in.
   *
   * @throws Refused when the user has too many sessions (421)
   */
  public void logIn(Account who) throws IOException {
    logins.enter(who);
    account = who;
    directory = who.fileSystem().getPath(who.home()).normalize();
    userName = null;
    tell(FtpEvent.LoggedIn::new);
  }

  /** Forgets the name of the USER command: its login has failed. */
  public void forgetUserName() {
    userName = null;
  }

  /** The attempts to log in. */
  public Logins logins() {
    return logins;
  }

  /** The quota of the account that is logged in. */
  public AccountQuota quota() throws Refused {
    return logins.quota();
  }

  /** Refuses to rename, replace or remove a directory with a rule for it or below (550). */
  public void requireNoRuleBelow(Path path) throws Refused {
    if (account().permissions().areTiedTo(path)) {
      throw new Refused(550, "Not enough privileges.");
    }
  }

  /** The settings of the next transfer. */
  public TransferContext transfer() throws Refused {
    return new TransferContext(
        parameters.isAscii(), settings().sendfile(), toleratesCut(), quota());
  }

  private boolean toleratesCut() throws Refused {
    Compatibility one = Compatibility.NO_CLOSE_NOTIFY;
    return account().compatibility().contains(one)
        || listener().compatibilityWith(remote.getAddress()).contains(one);
  }

  /** Whether a file of this name exists that the account may list, for ambiguous arguments. */
  public boolean mayList(String name, LinkOption... options) throws IOException {
    Path path = resolve(name);
    return account().permits(Permission.LIST, path) && Presence.exists(path, options);
  }

  // ---- where it is

  /**
   * Resolves a path against the current directory.
   *
   * @param argument the argument of a command; empty for the directory itself
   * @throws Refused when no user is logged in, or for the name of a part file
   */
  Path resolve(String argument) throws Refused {
    return Admission.named(directory().resolve(argument).normalize());
  }

  /**
   * The current directory.
   *
   * @throws Refused when no user is logged in
   */
  public Path directory() throws Refused {
    account();
    return Objects.requireNonNull(directory);
  }

  /** Changes the current directory. */
  public void enter(Path path) {
    directory = path;
  }

  /** The parameters that the client has set since its login. */
  public TransferParameters parameters() {
    return parameters;
  }

  /**
   * Refuses what the account may not do. Whether there is such a file makes no difference.
   *
   * @throws Refused when the account may not (550)
   */
  public void require(Permission permission, Scope scope, Path path) throws IOException {
    Admission.require(this, permission, scope, path);
  }

  // ---- the data connection

  /** Sets the way to the next data connection; the one before is given up. */
  public void route(DataRoute next) throws IOException {
    closeRoute();
    route = next;
  }

  /** Gives up the way to the next data connection, if there is one. */
  public void closeRoute() throws IOException {
    if (route != null) {
      route.close();
      route = null;
    }
  }

  /** Whether the client has chosen a way to the next data connection. */
  boolean hasRoute() {
    return route != null;
  }

  /** The way to the data connection of the next transfer, which now belongs to the caller. */
  Optional<DataRoute> takeRoute() {
    Optional<DataRoute> taken = Optional.ofNullable(route);
    route = null;
    return taken;
  }

  /** Sets or clears the transfer that runs. */
  void running(@Nullable RunningTransfer transfer) {
    running = transfer;
  }

  /** One line for STAT about the transfer that runs. */
  public Optional<String> progress() {
    return Optional.ofNullable(running).map(RunningTransfer::progress);
  }
}
