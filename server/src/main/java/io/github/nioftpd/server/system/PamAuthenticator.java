package io.github.nioftpd.server.system;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.fs.SmallFile;
import io.github.nioftpd.server.config.PamSettings;
import io.github.nioftpd.server.users.AccountFactory;
import io.github.nioftpd.server.users.BlockingCalls;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets in the users of the system, by the rules of PAM. Native libraries are loaded with the first
 * login. Safe for use by several threads.
 */
public final class PamAuthenticator implements Authenticator {

  private static final Path SHELLS = Path.of("/etc/shells");

  /** The maximum number of concurrent conversations; others wait. */
  private static final int MOST = 16;

  private final PamSettings settings;
  private final AccountFactory accounts;
  private final BlockingCalls calls = new BlockingCalls("nioftpd-pam-", MOST);

  /**
   * Makes an authenticator.
   *
   * @param settings who may log in
   * @param accounts makes their accounts; the home directory and the full name are among the
   *     attributes
   * @throws IllegalArgumentException when it is to act as the users and is not root on Linux; the
   *     message is one sentence
   */
  public PamAuthenticator(PamSettings settings, AccountFactory accounts) {
    this.settings = settings;
    this.accounts = accounts;
    if (settings.acting()) {
      Identity.requireRoot();
    }
  }

  @Override
  public Optional<Account> authenticate(Credentials credentials) throws IOException {
    if (!(credentials instanceof Credentials.Password login)
        || !SystemUser.isName(login.user())
        || !PamConversation.isPassword(login.password())) {
      return Optional.empty();
    }
    long began = System.nanoTime();
    PamConversation.Verdict verdict =
        calls.call(() -> new PamConversation(login).ask(settings.service()));
    Optional<SystemUser> user = Optional.empty();
    if (verdict.user().isPresent()) {
      user = SystemUser.named(verdict.user().get());
    }
    if (user.isEmpty() || !mayLogIn(user.get())) {
      holdBack(began, verdict.micros());
      return Optional.empty();
    }
    return Optional.of(account(user.get()));
  }

  private Account account(SystemUser user) throws IOException {
    Map<String, String> attributes = Map.of(AccountFactory.HOME, user.home());
    if (!settings.acting()) {
      return accounts.account(user.name(), attributes);
    }
    Identity identity = Identity.of(user, settings.umask().bits());
    return accounts.account(
        user.name(), attributes, world -> new ActingFileSystem(world, identity));
  }

  /** Checked after the password, so that timing does not reveal who is on a list. */
  private boolean mayLogIn(SystemUser user) throws IOException {
    String name = user.name();
    return user.uid() != 0
        && (settings.allowed().isEmpty() || settings.allowed().contains(name))
        && !settings.rejected().contains(name)
        && !isInRejectedFile(name)
        && (!settings.shellRequired() || hasShell(user));
  }

  private boolean isInRejectedFile(String name) throws IOException {
    return lines(settings.rejectedFile(), List.of()).contains(name);
  }

  private static boolean hasShell(SystemUser user) throws IOException {
    String shell = user.shell().isEmpty() ? "/bin/sh" : user.shell();
    return lines(SHELLS, List.of("/bin/sh", "/bin/csh")).contains(shell);
  }

  private static List<String> lines(Path file, List<String> otherwise) throws IOException {
    try {
      return SmallFile.text(file)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    } catch (NoSuchFileException e) {
      return otherwise;
    }
  }

  /**
   * Takes the delay that PAM would have slept through on its thread. It counts from the beginning,
   * so that it covers how long the password was looked at.
   */
  private static void holdBack(long began, int micros) throws IOException {
    long left = TimeUnit.MICROSECONDS.toNanos(micros) - (System.nanoTime() - began);
    try {
      boolean unused = new CountDownLatch(1).await(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
