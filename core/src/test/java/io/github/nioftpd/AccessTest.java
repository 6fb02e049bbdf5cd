package io.github.nioftpd;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.command.Commands;
import io.github.nioftpd.session.Command;
import io.github.nioftpd.session.Spec;
import io.github.nioftpd.session.Spec.Access;
import io.github.nioftpd.session.Spec.Argument;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every verb is accepted or refused as its spec declares. */
final class AccessTest {

  @Test
  void beforeLoginARestrictedVerbIs530() throws IOException {
    try (TestFtp ftp = TestTls.start(policy -> policy);
        RawClient client = ftp.connect()) {
      for (Spec spec : specs()) {
        for (String line : lines(spec)) {
          client.say(line).expect(530);
        }
      }
    }
  }

  @Test
  void betweenUserAndPassTheSessionIsNotLoggedIn() throws IOException {
    try (TestFtp ftp = TestFtp.start();
        RawClient client = ftp.connect()) {
      client.say("USER user").expect(331);
      client.say("PWD").expect(530);
      client.say("STOR a").expect(530);
      client.say("PASS secret").expect(230);
    }
  }

  @Test
  void withoutItsPermissionAVerbIs550AndHasNoEffect() throws IOException {
    try (FileSystem fileSystem = TestFtp.memory()) {
      for (Permission missing : Permission.values()) {
        Set<Permission> others = EnumSet.complementOf(EnumSet.of(missing));
        try (TestFtp ftp = serve(fileSystem, others);
            RawClient client = ftp.login()) {
          assertEachIsRefusedWithout(missing, client);
        }
        assertThat(fileSystem.getPath("/")).isEmptyDirectory();
      }
    }
  }

  private static void assertEachIsRefusedWithout(Permission missing, RawClient client)
      throws IOException {
    for (Spec spec : specs()) {
      boolean affected = needed(spec).equals(Optional.of(missing));
      for (String line : affected ? lines(spec) : List.<String>of()) {
        assertThat(client.command(line)).as(line).isEqualTo("550 Not enough privileges.");
      }
    }
    if (missing == Permission.LIST) {
      assertThat(client.command("STAT /")).isEqualTo("550 Not enough privileges.");
      client.say("STAT").expect(211);
    }
    if (missing == Permission.CHANGE_TIME) {
      assertThat(client.command("MDTM 20200101000000 a")).isEqualTo("550 Not enough privileges.");
    }
  }

  @Test
  void itsPermissionAloneAllowsAVerb() throws IOException {
    for (Permission only : Permission.values()) {
      try (FileSystem fileSystem = TestFtp.memory();
          TestFtp ftp = serve(fileSystem, EnumSet.of(only));
          RawClient client = ftp.login()) {
        for (Spec spec : specs()) {
          if (needed(spec).equals(Optional.of(only))) {
            assertThat(client.command(lines(spec).getFirst()))
                .as(spec.verb())
                .doesNotContain("privileges");
          }
        }
      }
    }
  }

  @Test
  void everyPermissionGuardsSomething() {
    assertThat(specs().stream().flatMap(spec -> needed(spec).stream()))
        .contains(Permission.values());
  }

  private static Optional<Permission> needed(Spec spec) {
    return spec.access() instanceof Access.Permitted permitted
        ? Optional.of(permitted.permission())
        : Optional.empty();
  }

  private static TestFtp serve(FileSystem fileSystem, Set<Permission> permissions)
      throws IOException {
    return TestFtp.start(Account.of("user", fileSystem, permissions));
  }

  /** All specs except those open to everyone. */
  private static List<Spec> specs() {
    return Commands.all().stream()
        .map(Command::spec)
        .filter(spec -> !(spec.access() instanceof Access.Anybody))
        .toList();
  }

  /** A command line for the verb and each of its aliases, and one that lacks the argument. */
  private static List<String> lines(Spec spec) {
    String argument =
        switch (spec.verb()) {
          case "SITE CHMOD" -> " 644 a";
          case "SITE UTIME", "MFMT" -> " 20200101000000 a";
          default -> spec.argument() == Argument.NONE ? "" : " a";
        };
    return Stream.concat(Stream.of(spec.verb()), spec.aliases().stream())
        .map(verb -> verb + argument)
        .toList();
  }

  @Test
  void aReadOnlyAccountCannotChangeAnything() throws IOException {
    try (TestFtp ftp = TestFtp.start()) {
      Files.writeString(ftp.path("/a"), "x");
      try (RawClient client = ftp.connect()) {
        client.say("USER anonymous").expect(331);
        client.say("PASS x").expect(230);
        for (Spec spec : specs()) {
          if (spec.access() instanceof Access.Permitted permitted
              && permitted.permission().changes()) {
            client.say(lines(spec).getFirst()).expect(550);
          }
        }
      }
      assertThat(Files.readString(ftp.path("/a"))).isEqualTo("x");
    }
  }
}
