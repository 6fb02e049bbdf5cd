package io.github.nioftpd.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.AccountLimits;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.auth.Quota;
import io.github.nioftpd.auth.Ratio;
import io.github.nioftpd.auth.Usage;
import io.github.nioftpd.auth.UsageLedger;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Quota usage matches the stored files after any operation, concurrent ones included. */
@DisplayName("Quotas, ratios, the largest upload")
final class QuotaTest {

  private final FileSystem files = TestFtp.memory();
  private final UsageLedger ledger = UsageLedger.inMemory();

  @AfterEach
  void close() throws IOException {
    files.close();
  }

  private TestFtp start(AccountLimits limits) throws IOException {
    return TestFtp.start(
        files,
        builder ->
            builder
                .ledger(ledger)
                .authenticator(
                    login ->
                        Optional.of(
                            Account.of(login.user(), files, Permission.all()).limits(limits))));
  }

  private static AccountLimits quota(long bytes, long count) {
    return AccountLimits.NONE.quota(Quota.UNLIMITED.bytes(bytes).files(count));
  }

  /** The final reply to an upload. */
  private static String upload(RawClient client, String command, int bytes) throws IOException {
    try (Socket data = client.passive()) {
      String opening = client.command(command);
      if (!opening.startsWith("150")) {
        return opening;
      }
      data.getOutputStream().write(new byte[bytes]);
    } catch (java.net.SocketException e) {
      return client.reply(); // disconnected while it still sent
    }
    return client.reply();
  }

  private void holds(long bytes, long count) throws IOException {
    Usage usage = ledger.find("user").orElseThrow();
    assertThat(List.of(usage.bytes(), usage.files())).isEqualTo(List.of(bytes, count));
    assertThat(stored()).as("stored files").isEqualTo(List.of(bytes, count));
  }

  private List<Long> stored() throws IOException {
    long bytes = 0;
    long count = -1; // the root
    try (Stream<Path> all = Files.walk(files.getPath("/"))) {
      for (Path path : (Iterable<Path>) all::iterator) {
        bytes += Files.isRegularFile(path) ? Files.size(path) : 0;
        count += path.toString().equals("/work") ? 0 : 1;
      }
    }
    return List.of(bytes, count);
  }

  @Test
  void everyOperationCountsTheFilesItLeaves() throws IOException {
    try (TestFtp ftp = start(quota(10_000, 100));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR a", 1_000)).startsWith("226");
      holds(1_000, 1);
      assertThat(upload(client, "STOR a", 400)).startsWith("226");
      holds(400, 1);
      assertThat(upload(client, "APPE a", 100)).startsWith("226");
      holds(500, 1);
      client.say("REST 300").expect(350);
      assertThat(upload(client, "STOR a", 100)).startsWith("226");
      holds(500, 1);
      client.say("REST 500").expect(350);
      assertThat(upload(client, "STOR a", 100)).startsWith("226");
      holds(600, 1);
      assertThat(upload(client, "STOU", 50)).startsWith("226");
      holds(650, 2);
      client.say("MKD d").expect(257);
      assertThat(upload(client, "STOR d/b", 70)).startsWith("226");
      holds(720, 4);
      client.say("RNFR d/b").expect(350);
      client.say("RNTO a").expect(250);
      holds(120, 3);
      client.say("RNFR d").expect(350);
      client.say("RNTO e").expect(250);
      client.say("RMD e").expect(250);
      client.say("DELE nothing").expect(550);
      client.say("DELE a").expect(250);
      holds(50, 1);
      Usage usage = ledger.find("user").orElseThrow();
      assertThat(usage.uploaded()).isEqualTo(1_000 + 400 + 100 + 100 + 100 + 50 + 70);
    }
  }

  @Test
  void anAbortedUploadCountsTheBytesItLeaves() throws Exception {
    try (TestFtp ftp = start(quota(10_000, 100));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR old", 300)).startsWith("226");
      for (String name : List.of("new", "old")) {
        try (Socket data = client.passive()) {
          client.say("STOR " + name).expect(150);
          data.getOutputStream().write(new byte[200]);
          Patience.until(
              "the first bytes are stored", () -> Files.size(ftp.path("/" + name)) == 200);
          client.say("ABOR").expect(426);
          client.expect(226);
        }
      }
      holds(400, 2);
      assertThat(ledger.find("user").orElseThrow().uploaded()).isEqualTo(300);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOR new", "STOU", "APPE new"})
  void anUploadOverTheQuotaIs552AndLeavesNothing(String command) throws IOException {
    try (TestFtp ftp = start(quota(1_000_000, 0));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR a", 600_000)).startsWith("226");
      assertThat(upload(client, command, 400_001)).startsWith("552 ");
      holds(600_000, 1);
      assertThat(upload(client, command, 400_000)).startsWith("226");
      assertThat(upload(client, "STOR more", 1)).startsWith("552 ");
      holds(1_000_000, 2);
    }
  }

  @Test
  void aResumedUploadOverTheQuotaLeavesTheFileUnchanged() throws IOException {
    try (TestFtp ftp = start(quota(1_000, 0));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR a", 900)).startsWith("226");
      assertThat(upload(client, "APPE a", 101)).startsWith("552 ");
      holds(900, 1);
      client.say("REST 800").expect(350);
      assertThat(upload(client, "STOR a", 201)).startsWith("552 ");
      holds(900, 1);
      assertThat(upload(client, "APPE a", 100)).startsWith("226");
      holds(1_000, 1);
    }
  }

  @Test
  void filesAndDirectoriesAreLimitedInNumber() throws IOException {
    try (TestFtp ftp = start(quota(0, 2));
        RawClient client = ftp.loginBinary()) {
      client.say("MKD d").expect(257);
      assertThat(upload(client, "STOR a", 1)).startsWith("226");
      assertThat(upload(client, "STOR b", 1)).startsWith("552 ");
      assertThat(upload(client, "APPE b", 1)).startsWith("552 ");
      assertThat(upload(client, "STOU", 1)).startsWith("552 ");
      client.say("MKD e").expect(552);
      assertThat(upload(client, "STOR a", 9)).as("the same file").startsWith("226");
      holds(9, 2);
    }
  }

  @Test
  void aFileIsNeitherReplacedNorMovedDuringItsUpload() throws IOException {
    try (TestFtp ftp = start(quota(1_000, 0));
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      two.say("MKD d").expect(257);
      try (Socket data = one.passive()) {
        one.say("STOR d/a").expect(150);
        for (String line : List.of("DELE d/a", "STOR d/a", "APPE d/../d/a", "RMD d")) {
          two.say("EPSV").expect(229);
          two.say(line).expect(450);
        }
        two.say("RNFR d").expect(350);
        two.say("RNTO e").expect(450);
        data.getOutputStream().write(new byte[500]);
      }
      one.expect(226);
      holds(500, 2);
      two.say("DELE d/a").expect(250);
      holds(0, 1);
    }
  }

  @Test
  @DisplayName("Many uploads at the limit of the quota store no more than the quota")
  void concurrentUploadsCannotExceedTheQuota() throws Exception {
    int most = 1_000_000;
    int size = 70_000;
    try (TestFtp ftp = start(quota(most, 0));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<String>> replies = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String name = "STOR f" + i;
        replies.add(
            threads.submit(
                () -> {
                  try (RawClient client = ftp.loginBinary()) {
                    return upload(client, name, size).substring(0, 3);
                  }
                }));
      }
      int stored = 0;
      for (Future<String> reply : replies) {
        assertThat(reply.get()).isIn("226", "552");
        stored += reply.get().equals("226") ? 1 : 0;
      }
      assertThat(stored).isBetween(1, most / size);
      holds((long) stored * size, stored);
      // reservations of refused uploads were released
      try (RawClient client = ftp.loginBinary()) {
        int left = most - stored * size;
        assertThat(upload(client, "STOR last", left)).startsWith("226");
        assertThat(upload(client, "STOR more", 1)).startsWith("552");
        holds(most, stored + 1);
      }
    }
  }

  @Test
  @DisplayName("Concurrent uploads, deletions and renames leave a correct quota usage")
  void concurrentChangesKeepTheUsageCorrect() throws Exception {
    try (TestFtp ftp = start(quota(300_000, 30));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        int seed = i;
        runs.add(threads.submit(() -> storm(ftp, seed)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      List<Long> there = stored();
      holds(there.get(0), there.get(1));
    }
  }

  private static Void storm(TestFtp ftp, int seed) throws IOException {
    java.util.Random random = new java.util.Random(seed);
    try (RawClient client = ftp.loginBinary()) {
      for (int i = 0; i < 60; i++) {
        String name = "f" + random.nextInt(5);
        switch (random.nextInt(5)) {
          case 0 -> client.command("DELE " + name);
          case 1 -> {
            if (client.command("RNFR " + name).startsWith("350")) {
              client.command("RNTO f" + random.nextInt(5));
            }
          }
          case 2 -> upload(client, "APPE " + name, random.nextInt(60_000));
          default -> upload(client, "STOR " + name, random.nextInt(90_000));
        }
      }
    }
    return null;
  }

  @Test
  void existingFilesAreCountedAtTheFirstLogin() throws IOException {
    Files.createDirectories(files.getPath("/d/e"));
    Files.write(files.getPath("/d/e/f"), new byte[700]);
    Files.createSymbolicLink(files.getPath("/link"), files.getPath("/d/e/f"));
    try (TestFtp ftp = start(quota(1_000, 0));
        RawClient client = ftp.loginBinary()) {
      client
          .say("SITE QUOTA")
          .expect("200-")
          .contains("Stored bytes: 700 of 1000")
          .contains("Stored files and directories: 3\n");
      client.say("ALLO 301").expect(552);
      client.say("ALLO 300").expect(200);
      assertThat(client.command("AVBL")).isEqualTo("213 300");
      assertThat(upload(client, "APPE link", 301)).as("through a link").startsWith("552 ");
      assertThat(client.command("SIZE d/e/f")).isEqualTo("213 700");
    }
  }

  @Test
  @DisplayName("A file over the upload limit is 552, counted after conversion")
  void theLargestUploadIsTheSizeOfTheFile() throws IOException {
    try (TestFtp ftp = start(AccountLimits.NONE.largestUpload(1_000));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR a", 1_001)).startsWith("552 ");
      assertThat(ftp.path("/a")).doesNotExist();
      assertThat(upload(client, "STOR a", 1_000)).startsWith("226");
      assertThat(upload(client, "APPE a", 1)).startsWith("552 ");
      assertThat(Files.size(ftp.path("/a"))).isEqualTo(1_000);
      client.say("ALLO 1001").expect(552);
      client.say("ALLO 1000").expect(200);
      client.say("SITE QUOTA").contains("Largest upload: 1000 bytes");
      client.say("TYPE A").expect(200);
      client.upload("STOR text", "\r\n".repeat(1_000).getBytes());
      assertThat(Files.size(ftp.path("/text"))).isEqualTo(1_000);
      assertThat(ledger.find("user")).as("no usage is stored for users without a quota").isEmpty();
    }
  }

  @Test
  void aRefusedUploadLeavesNothingUnderAnotherName() throws IOException {
    Files.writeString(files.getPath("/target"), "x");
    Files.createSymbolicLink(files.getPath("/link"), files.getPath("/target"));
    Files.createLink(files.getPath("/other"), files.getPath("/target"));
    try (TestFtp ftp = start(AccountLimits.NONE.largestUpload(1_000));
        RawClient client = ftp.loginBinary()) {
      assertThat(upload(client, "STOR link", 100_000)).startsWith("552 ");
      assertThat(files.getPath("/link")).isSymbolicLink();
      assertThat(files.getPath("/target")).isEmptyFile();
      assertThat(upload(client, "STOR target", 100_000)).startsWith("552 ");
      assertThat(files.getPath("/other")).isEmptyFile();
    }
  }

  @Test
  void downloadsNeedCredit() throws IOException {
    Files.write(files.getPath("/big"), new byte[2_000]);
    try (TestFtp ftp = start(AccountLimits.NONE.ratio(Ratio.parse("1:3", 2_500)));
        RawClient client = ftp.loginBinary()) {
      assertThat(client.download("RETR big")).hasSize(2_000);
      client.say("EPSV").expect(229);
      client.say("RETR big").expect("550 The ratio");
      client.say("REST 1500").expect(350);
      assertThat(client.download("RETR big")).as("the remaining bytes").hasSize(500);
      assertThat(upload(client, "STOR a", 666)).startsWith("226");
      client.say("RETR big").expect(550);
      assertThat(upload(client, "STOR b", 1)).startsWith("226");
      assertThat(client.download("RETR big")).hasSize(2_000);
      assertThat(client.command("SITE QUOTA"))
          .contains("Ratio 1:3, bytes left to download: 1\n")
          .contains("Uploaded bytes: 667")
          .contains("Downloaded bytes: 4500");
      assertThat(client.download("LIST")).as("listings cost nothing").isNotEmpty();
    }
  }

  @Test
  void concurrentDownloadsDoNotShareACredit() throws IOException {
    Files.write(files.getPath("/big"), new byte[2_000]);
    try (TestFtp ftp = start(AccountLimits.NONE.ratio(new Ratio(1, 1, 3_000)));
        RawClient one = ftp.loginBinary();
        RawClient two = ftp.loginBinary()) {
      try (Socket data = one.passive()) {
        one.say("RETR big").expect(150);
        // not read yet, but the credit is reserved
        two.say("EPSV").expect(229);
        two.say("RETR big").expect(550);
        assertThat(data.getInputStream().readAllBytes()).hasSize(2_000);
        one.expect(226);
      }
    }
  }

  @Test
  void withoutAQuotaSiteQuotaReportsNone() throws IOException {
    try (TestFtp ftp = start(AccountLimits.NONE);
        RawClient client = ftp.loginBinary()) {
      assertThat(client.command("SITE QUOTA")).isEqualTo("200 No quota.");
    }
  }
}
