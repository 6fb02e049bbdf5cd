package io.github.nioftpd.test;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.PermissionRules;
import io.github.nioftpd.test.FtpSettings.TestUser;
import java.nio.file.FileSystem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of a server. Immutable. */
record TestUsers(Map<String, TestUser> users, List<String> readOnly) {

  TestUser first() {
    return users.values().iterator().next();
  }

  TestUser named(String name) {
    TestUser user = users.get(name);
    if (user == null) {
      throw new IllegalArgumentException(
          "there is no user \"" + name + "\"; the users are " + String.join(", ", users.keySet()));
    }
    return user;
  }

  Optional<Account> authenticate(Credentials credentials, FileSystem tree) {
    if (!(credentials instanceof Credentials.Password login)) {
      return Optional.empty();
    }
    boolean alias = login.user().equals("ftp") && !users.containsKey("ftp");
    String name = alias ? "anonymous" : login.user();
    return Optional.ofNullable(users.get(name))
        .filter(user -> user.password().isEmpty() || login.password().equals(user.password().get()))
        .map(user -> account(user, tree));
  }

  private Account account(TestUser user, FileSystem tree) {
    Account account = user.options().apply(Account.of(user.name(), tree, Permission.all()));
    PermissionRules rules = account.permissions();
    for (String directory : readOnly) {
      rules = rules.override(directory, true, Permission.readOnly());
    }
    return account.permissions(rules);
  }
}
