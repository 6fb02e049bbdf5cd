package io.github.nioftpd.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Authenticator;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class AccountsTest {

  private static final FileSystem FILE_SYSTEM = FileSystems.getDefault();

  private static Optional<Account> login(Authenticator accounts, String user, String password)
      throws IOException {
    return accounts.authenticate(
        new Credentials.Password(user, password, InetAddress.getLoopbackAddress()));
  }

  @Test
  void everyoneIsAnonymousUnderTwoNamesWithAnyPassword() throws IOException {
    Authenticator accounts = Accounts.anonymous(FILE_SYSTEM, Permission.readOnly());
    for (String user : new String[] {"anonymous", "ftp", "Anonymous"}) {
      assertThat(login(accounts, user, "me@example.org"))
          .hasValueSatisfying(
              account -> {
                assertThat(account.name()).isEqualTo("anonymous");
                assertThat(account.permissions().everywhere()).isEqualTo(Permission.parse("elr"));
                assertThat(account.fileSystem()).isSameAs(FILE_SYSTEM);
              });
    }
    assertThat(login(accounts, "root", "")).isEmpty();
    assertThat(login(accounts, "", "")).isEmpty();
  }

  @Test
  void theSingleUserNeedsNameAndPasswordToTheLetter() throws IOException {
    Authenticator accounts = Accounts.single("bob", "sécret", FILE_SYSTEM, Permission.all());
    assertThat(login(accounts, "bob", "sécret"))
        .hasValueSatisfying(
            account -> assertThat(account.permissions().everywhere()).isEqualTo(Permission.all()));
    assertThat(login(accounts, "bob", "secret")).isEmpty();
    assertThat(login(accounts, "bob", "")).isEmpty();
    assertThat(login(accounts, "Bob", "sécret")).isEmpty();
    assertThat(login(accounts, "anonymous", "sécret")).isEmpty();
  }
}
