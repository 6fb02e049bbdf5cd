package io.github.nioftpd.test;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.UsageLedger;
import io.github.nioftpd.event.FtpEvent.Client;
import io.github.nioftpd.intercept.Interceptor;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * What one test sees of a server: a tree, a journal and faults of its own. Sessions of an earlier
 * test keep theirs. Safe for use by several threads.
 */
final class Round implements Closeable {

  private final Tree tree;
  private final TestUsers users;
  private final Journal journal = new Journal();
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

  UsageLedger ledger() {
    return ledger;
  }

  Interceptor intercept(Client client) {
    return new Recorder(this, client, Interceptor.NONE);
  }

  Optional<Account> authenticate(Credentials credentials) {
    return users.authenticate(credentials, tree.served());
  }

  boolean hasEnded() {
    return ended;
  }

  /** Refuses further commands, and ends all delays. */
  void end() {
    ended = true;
  }

  @Override
  public void close() throws IOException {
    tree.close();
  }
}
