package io.github.nioftpd.session;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.config.BanPolicy;
import io.github.nioftpd.config.Bandwidth;
import io.github.nioftpd.config.Limits;
import io.github.nioftpd.data.Throttles;
import io.github.nioftpd.event.FtpEvent;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.event.LogText;
import io.github.nioftpd.event.VetoHook.Action;
import io.github.nioftpd.login.LoginTurns;
import io.github.nioftpd.login.ServerState;
import io.github.nioftpd.login.UserState;
import io.github.nioftpd.outcome.Outcome;
import io.github.nioftpd.outcome.Refused;
import io.github.nioftpd.outcome.Reply;
import io.github.nioftpd.quota.AccountQuota;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The logins of one client, and the state that its session shares with other sessions of the user.
 * Owned by the thread of the session.
 */
public final class Logins {

  /** The beginning of the reply to a wrong password. */
  static final String INCORRECT = "Login incorrect";

  private final Session session;
  private final ServerState state;
  private final Inbox inbox;
  private int failed;
  private @Nullable UserState user;
  private @Nullable AccountQuota quota;
  private List<Throttles> throttles = List.of();

  Logins(Session session, ServerState state, Inbox inbox) {
    this.session = session;
    this.state = state;
    this.inbox = inbox;
  }

  /** Refuses a client whose address is banned, whether its password is right or not. */
  private void ensurePermitted() throws Refused {
    if (state.bans().isBanned(session.remote().getAddress(), session.settings().bans())) {
      throw new Refused(421, "Too many failed logins from your address; try again later.");
    }
  }

  /**
   * Looks up the account of a client when it is the turn of its address. One that is banned, or
   * disconnects while it waits, is not looked up. An authenticator that fails takes its time as
   * well, or that would show which users it knows.
   *
   * @return the account, or empty when the credentials are not good
   * @throws Refused when the address is banned or too many logins wait (421)
   */
  public Optional<Account> authenticate(Credentials credentials, long since) throws IOException {
    ensurePermitted();
    LoginTurns.Turn turn = state.turns().take(session.remote().getAddress(), inbox);
    try (turn) {
      ensurePermitted(); // it may have been banned while it waited
      return session.settings().authenticator().authenticate(credentials);
    } catch (Refused e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      holdBack(since);
      throw e;
    }
  }

  /**
   * Counts a failed login, and holds its reply back.
   *
   * @throws Refused when the address is shut out from now on (421)
   */
  public Outcome failed(String name, long since) throws IOException {
    failed++;
    session.tell(client -> new FtpEvent.LoginFailed(client, name));
    BanPolicy policy = session.settings().bans();
    if (!isProxy() && state.bans().failed(session.remote().getAddress(), policy)) {
      Duration duration = policy.duration();
      session.tell(client -> new FtpEvent.Banned(client, duration));
    }
    holdBack(since);
    ensurePermitted();
    return failed >= session.settings().limits().loginAttempts()
        ? new Outcome.Quit(Reply.of(530, INCORRECT + "; too many attempts."))
        : Reply.of(530, INCORRECT + ".");
  }

  /** Whether a trusted proxy itself has connected: a ban would lock out all its clients. */
  private boolean isProxy() {
    return session.listener().proxies().stream()
        .anyMatch(network -> network.contains(session.remote().getAddress()));
  }

  /**
   * Waits until so long after the question that the time tells nothing of how the answer was found:
   * a multiple of the delay, so that an authenticator that takes longer is not seen, either.
   */
  private void holdBack(long since) throws IOException {
    Limits limits = session.settings().limits();
    long delay = limits.loginDelay().toNanos();
    if (delay == 0) {
      return;
    }
    long passed = System.nanoTime() - since;
    long left = delay - passed % delay;
    try {
      inbox.pause(Duration.ofNanos(left));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  /**
   * Asks whether an account may log in now.
   *
   * @throws Refused when it may not (530)
   */
  public void consult(Account who) throws Refused {
    Client now = session.client();
    Client client = new Client(now.session(), now.remote(), who.name());
    Action login = new Action(client, "PASS", Optional.empty(), Optional.empty());
    Optional<String> refusal = session.settings().veto().refusal(login);
    if (refusal.isPresent()) {
      throw new Refused(530, LogText.escape(refusal.get()));
    }
  }

  // ---- once it is logged in

  /** Joins the sessions of a user. */
  void enter(Account account) throws IOException {
    Limits limits = session.settings().limits();
    UserState entered = state.enter(account, limits);
    user = entered;
    Bandwidth own = account.limits().sessionBandwidth().orElse(limits.sessionBandwidth());
    throttles = List.of(state.throttles(), entered.throttles(), Throttles.of(own));
    quota = new AccountQuota(account, entered.meter(), state.writers());
  }

  /** The quota of the account that is logged in. */
  AccountQuota quota() throws Refused {
    session.account();
    return Objects.requireNonNull(quota);
  }

  /** Leaves the sessions of the user, if it is one. */
  void leave() {
    if (user != null) {
      state.leave(user);
    }
    user = null;
    quota = null;
    throttles = List.of();
  }

  /** The bandwidth limits of a new data connection. */
  List<Throttles> throttles() throws Refused {
    Bandwidth server = session.settings().limits().connectionBandwidth();
    Bandwidth own = session.account().limits().connectionBandwidth().orElse(server);
    return Stream.concat(throttles.stream(), Stream.of(Throttles.of(own))).toList();
  }
}
