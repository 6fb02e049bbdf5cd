package io.github.nioftpd.fs.mount;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Quotas over a tree of mounts. */
final class QuotaOverMountsTest {

  private final AtomicInteger opened = new AtomicInteger();
  private final FileSystem home = Trees.memory();
  private final FileSystem other = Trees.memory();
  private volatile boolean down;

  @BeforeEach
  void fill() throws IOException {
    Files.write(home.getPath("/a"), new byte[100]);
    Files.createDirectories(other.getPath("/d"));
    Files.write(other.getPath("/d/b"), new byte[1_000]);
  }

  @AfterEach
  void close() throws IOException {
    home.close();
    other.close();
  }

  private Path open() throws IOException {
    opened.incrementAndGet();
    if (down) {
      throw new IOException("connection refused");
    }
    return other.getPath("/");
  }

  private static TestFtp start(MountedFileSystem tree) throws IOException {
    AccountLimits limits = AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(10_000).files(100));
    return TestFtp.start(Account.of("user", tree, Permission.all()).limits(limits));
  }

  private static String upload(RawClient client, String name) throws IOException {
    try (Socket data = client.passive()) {
      String opening = client.command("STOR " + name);
      if (!opening.startsWith("150")) {
        return opening;
      }
      data.getOutputStream().write(new byte[10]);
    }
    return client.reply();
  }

  @Test
  void aReadOnlyMountIsNeitherCountedNorOpened() throws IOException {
    try (MountedFileSystem tree =
            MountedFileSystem.builder()
                .mount("/", home.getPath("/"))
                .mount("/way/archive", Mount.opened(this::open).readOnly())
                .build();
        TestFtp ftp = start(tree);
        RawClient client = ftp.login()) {
      assertThat(client.command("SITE QUOTA")).contains("bytes: 100 of", "directories: 2 of");
      assertThat(opened).hasValue(0);
    }
  }

  @Test
  void aWritableMountBelowAReadOnlyOneIsCounted() throws IOException {
    try (MountedFileSystem tree =
            MountedFileSystem.builder()
                .mount("/", Mount.of(home.getPath("/")).readOnly())
                .mount("/way/incoming", Mount.opened(this::open))
                .build();
        TestFtp ftp = start(tree);
        RawClient client = ftp.login()) {
      // the mount point and the directory on the way to it count like others
      assertThat(client.command("SITE QUOTA")).contains("bytes: 1000 of", "directories: 4 of");
    }
  }

  @Test
  void anUnreachableMountFailsChangesUntilItIsCounted() throws IOException {
    down = true;
    try (MountedFileSystem tree =
            MountedFileSystem.builder()
                .mount("/", home.getPath("/"))
                .mount("/remote", Mount.opened(this::open))
                .build();
        TestFtp ftp = start(tree)) {
      try (RawClient client = ftp.login()) {
        client.say("MLST a").expect(250);
        assertThat(upload(client, "new")).startsWith("451");
        client.say("DELE a").expect(451);
        client.say("SITE QUOTA").expect(451);
        assertThat(home.getPath("/a")).exists();
      }
      down = false;
      try (RawClient client = ftp.login()) {
        client.say("SITE QUOTA").contains("bytes: 1100 of");
        assertThat(upload(client, "new")).startsWith("226");
      }
    }
  }
}
