package io.github.nioftpd.test;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.intercept.Interceptor;
import io.github.nioftpd.test.fault.FaultRule;
import io.github.nioftpd.test.fault.Faults;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * What one test sees of a server: a tree, a journal and faults of its own. Sessions of an earlier
 * test keep theirs. Safe for use by several threads.
 */
final class Round implements Closeable {

  private final Tree tree;
  private final TestUsers users;
  private final Journal journal = new Journal();
  private final Faults faults = new Faults(journal::fault);
  private final UsageLedger ledger = UsageLedger.inMemory();
  private volatile boolean ended;

  private Round(Tree tree, TestUsers users) {
    this.tree = tree;
    this.users = users;
  }

  static Round open(FtpSettings settings) throws IOException {
    Tree tree = settings.source().open(settings.clock());
    boolean complete = false;
    try {
      settings.tree().createIn(tree::path);
      complete = true;
      return new Round(tree, settings.users());
    } finally {
      if (!complete) {
        tree.close();
      }
    }
  }

  Tree tree() {
    return tree;
  }

  TestUsers users() {
    return users;
  }

  Journal journal() {
    return journal;
  }

  Waiting waiting() {
    return new Waiting(journal, tree);
  }

  Faults faults() {
    return faults;
  }

  UsageLedger ledger() {
    return ledger;
  }

  Interceptor intercept(Client client, BooleanSupplier open) {
    return new Recorder(this, client, open);
  }

  Optional<Account> authenticate(Credentials credentials) {
    return users.authenticate(credentials, tree.served());
  }

  boolean hasEnded() {
    return ended;
  }

  void verifyNoUnusedFaults() {
    List<FaultRule> unused = faults.unused();
    if (!unused.isEmpty()) {
      throw new AssertionError(
          "faults that did not happen: "
              + unused.stream().map(FaultRule::toString).collect(Collectors.joining("; "))
              + waiting().commandsSoFar());
    }
  }

  /** Refuses further commands, and ends all delays. */
  void end() {
    ended = true;
    faults.close();
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
