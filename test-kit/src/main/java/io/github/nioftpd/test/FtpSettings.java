package io.github.nioftpd.test;

import io.github.nioftpd.FtpServer;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The settings of a server, as {@link FtpSetup} collects them. */
public final class FtpSettings {

  private final Map<String, TestUser> users = new LinkedHashMap<>();
  private final List<String> readOnly = new ArrayList<>();
  private final WantedTree tree;
  private TreeSource source = TreeSource.MEMORY;
  private InstantSource clock = InstantSource.system();
  private int port;
  private TlsUse tls = TlsUse.NONE;
  private boolean clientCertificates;
  private boolean strictFaults;
  private UnaryOperator<FtpServer.Builder> server = builder -> builder;

  FtpSettings() {
    this.tree = new WantedTree();
  }

  private FtpSettings(FtpSettings other) {
    users.putAll(other.users);
    readOnly.addAll(other.readOnly);
    tree = other.tree.copy();
    source = other.source;
    clock = other.clock;
    port = other.port;
    tls = other.tls;
    clientCertificates = other.clientCertificates;
    strictFaults = other.strictFaults;
    server = other.server;
  }

  /** The same settings, for a server that starts: later changes do not concern it. */
  FtpSettings copy() {
    return new FtpSettings(this);
  }

  /**
   * A user.
   *
   * @param password empty if any password is accepted
   */
  record TestUser(String name, Optional<String> password, UnaryOperator<Account> options) {}

  void user(String name, String password, UnaryOperator<Account> options) {
    add(new TestUser(name, Optional.of(password), options));
  }

  void anonymous(UnaryOperator<Account> options) {
    add(new TestUser("anonymous", Optional.empty(), options));
  }

  private void add(TestUser user) {
    if (user.name().isEmpty()) {
      throw new IllegalArgumentException("the name of a user is empty");
    }
    if (users.putIfAbsent(user.name(), user) != null) {
      throw new IllegalArgumentException("two users have the name " + user.name());
    }
  }

  static Account readOnly(Account account) {
    return account.permissions(PermissionRules.of(Permission.readOnly()));
  }

  void readOnly(String directory) {
    tree.directory(directory);
    readOnly.add(directory);
  }

  WantedTree tree() {
    return tree;
  }

  void source(TreeSource other) {
    source = other;
  }

  TreeSource source() {
    return source;
  }

  void port(int other) {
    if (other < 0 || other > 65535) {
      throw new IllegalArgumentException(other + " is not a port; expected 0 to 65535");
    }
    port = other;
  }

  int port() {
    return port;
  }

  void tls(TlsUse use) {
    tls = use;
  }

  TlsUse tls() {
    return tls;
  }

  void clientCertificates() {
    clientCertificates = true;
    tls = tls == TlsUse.IMPLICIT ? tls : TlsUse.REQUIRED;
  }

  boolean wantsClientCertificates() {
    return clientCertificates;
  }

  void clock(InstantSource other) {
    clock = other;
  }

  InstantSource clock() {
    return clock;
  }

  void strictFaults() {
    strictFaults = true;
  }

  boolean areFaultsStrict() {
    return strictFaults;
  }

  void server(UnaryOperator<FtpServer.Builder> options) {
    UnaryOperator<FtpServer.Builder> before = server;
    server = builder -> options.apply(before.apply(builder));
  }

  FtpServer.Builder applyTo(FtpServer.Builder builder) {
    return server.apply(builder);
  }

  /** The users; the default one if there are no others. */
  TestUsers users() {
    Map<String, TestUser> all = new LinkedHashMap<>(users);
    if (all.isEmpty()) {
      all.put("user", new TestUser("user", Optional.of("secret"), account -> account));
    }
    return new TestUsers(all, List.copyOf(readOnly));
  }
}
