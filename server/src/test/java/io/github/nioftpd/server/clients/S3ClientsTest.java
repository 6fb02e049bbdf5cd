package io.github.nioftpd.server.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Client transfers of large objects, and their traffic to the store. */
@ExtendWith(Servers.class)
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(Servers.OfBuckets.class)
@NeedsPrograms({"curl", "lftp"})
final class S3ClientsTest {

  private static final int MIB = 1 << 20;
  private static final int PART = 8 * MIB;

  /** An upper bound of protocol overhead. */
  private static final int SLACK = MIB / 2;

  private static final Pattern SIZE = Pattern.compile("Content-Length: ([0-9]+)");

  private static final byte[] LARGE = new byte[24 * MIB + 5];

  static {
    new Random(4).nextBytes(LARGE);
  }

  private final Server server;
  private final String folder;
  @TempDir private Path local;
  private Bucket bucket;
  private External curl;

  S3ClientsTest(Server server) {
    this.server = server;
    this.folder = server.url() + "/s3/";
  }

  @BeforeEach
  void makesADirectory() throws IOException {
    bucket = server.bucket();
    curl = External.of("curl", local, "--silent", "--show-error", "--disable");
    Files.write(local.resolve("large"), LARGE);
    server.makeDirectory("/s3");
  }

  @AfterEach
  void leavesNothing() throws IOException {
    server.removeTree("/s3");
    assertThat(bucket.keys("/s3")).isEmpty();
    assertThat(bucket.unfinishedUploads()).isZero();
  }

  private void lftp(String... lines) throws Exception {
    External.of("lftp", local, "--norc").run("-f", script(lines));
  }

  private String script(String... lines) throws IOException {
    String login = "set cmd:fail-exit yes\nset net:max-retries 1\nset net:timeout 30\nopen ";
    Path script = local.resolve("script");
    Files.writeString(script, login + folder + "\n" + String.join("\n", lines) + "\n");
    return script.toString();
  }

  /** Kills lftp by its process id once enough bytes were transferred. */
  private void cutOff(Callable<Boolean> farEnough, String... lines) throws Exception {
    Process process = External.of("lftp", local, "--norc").begin("-f", script(lines));
    try {
      await(farEnough);
      assertThat(process.isAlive()).as("still at work").isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void assertLarge(String path) {
    assertThat(Arrays.equals(bucket.read(path), LARGE)).as("%s is whole", path).isTrue();
  }

  private void assertLarge(Path file) throws IOException {
    assertThat(Arrays.equals(Files.readAllBytes(file), LARGE)).as("%s is whole", file).isTrue();
  }

  @Test
  void uploadsBecomeOneObjectEach() throws Exception {
    Files.write(local.resolve("empty"), new byte[0]);
    Files.writeString(local.resolve("small"), "x");
    curl.run("--ftp-create-dirs", "-T", "{large,empty,small}", folder + "a/b/");
    assertThat(bucket.keys("/s3/a/b/"))
        .contains("s3/a/b/empty", "s3/a/b/large", "s3/a/b/small")
        .allMatch(key -> List.of("", "empty", "large", "small").contains(key.substring(7)));
    assertLarge("/s3/a/b/large");
    assertThat(bucket.read("/s3/a/b/empty")).isEmpty();
    assertThat(bucket.read("/s3/a/b/small")).isEqualTo(new byte[] {'x'});
    curl.run("-o", "back#1", folder + "a/b/{large,empty,small}");
    assertLarge(local.resolve("backlarge"));
    assertThat(local.resolve("backempty")).isEmptyFile();
    assertThat(local.resolve("backsmall")).hasContent("x");
  }

  @Test
  void aResumedUploadSendsOnlyTheRest() throws Exception {
    int begun = 13 * MIB + 7;
    server.write("/s3/large", Arrays.copyOf(LARGE, begun));
    long before = bucket.relay().sent();
    curl.run("-C", "-", "-T", "large", folder);
    assertThat(bucket.relay().sent() - before)
        .isBetween((long) LARGE.length - begun, (long) LARGE.length - begun + SLACK);
    assertLarge("/s3/large");
    assertThat(bucket.keys("/s3/large")).containsExactly("s3/large");
  }

  @Test
  void aResumedDownloadFetchesOnlyTheRest() throws Exception {
    int begun = 13 * MIB + 7;
    server.write("/s3/large", LARGE);
    Path back = Files.write(local.resolve("back"), Arrays.copyOf(LARGE, begun));
    long before = bucket.relay().received();
    curl.run("-C", "-", "-o", "back", folder + "large");
    assertThat(bucket.relay().received() - before)
        .isBetween((long) LARGE.length - begun, (long) LARGE.length - begun + SLACK);
    assertLarge(back);
  }

  @Test
  void rangesAreFetched() throws Exception {
    server.write("/s3/large", LARGE);
    curl.run("-r", "9000000-9999999", "-o", "range", folder + "large");
    assertThat(local.resolve("range"))
        .hasBinaryContent(Arrays.copyOfRange(LARGE, 9_000_000, 10_000_000));
    curl.run("-r", (LARGE.length - 10) + "-", "-o", "end", folder + "large");
    assertThat(local.resolve("end"))
        .hasBinaryContent(Arrays.copyOfRange(LARGE, LARGE.length - 10, LARGE.length));
  }

  private void quote(String... commands) throws Exception {
    String[] arguments = new String[2 * commands.length + 2];
    for (int i = 0; i < commands.length; i++) {
      arguments[2 * i] = "-Q";
      arguments[2 * i + 1] = commands[i];
    }
    arguments[2 * commands.length] = "--list-only";
    arguments[2 * commands.length + 1] = server.url() + "/";
    curl.run(arguments);
  }

  @Test
  void commandsAreSeenInTheBucket() throws Exception {
    server.write("/s3/one", new byte[] {'1'});
    quote("MFMT 20200203040506 /s3/one");
    String mtime = bucket.head("/s3/one").metadata().get("mtime");
    assertThat(mtime).isNotNull();
    assertThat((long) Double.parseDouble(mtime))
        .isEqualTo(Instant.parse("2020-02-03T04:05:06Z").getEpochSecond());
    quote("RNFR /s3/one", "RNTO /s3/two");
    assertThat(bucket.keys("/s3/")).contains("s3/two").doesNotContain("s3/one");
    assertThat(bucket.head("/s3/two").metadata()).containsEntry("mtime", mtime);
    quote("MKD /s3/d");
    assertThat(bucket.keys("/s3/d")).containsExactly("s3/d/");
    quote("RMD /s3/d", "DELE /s3/two");
    assertThat(bucket.keys("/s3/")).containsExactly("s3/");
  }

  /** Interrupts an upload, and returns the number of bytes the server kept. */
  private long cutUploadOff() throws Exception {
    long before = bucket.relay().sent();
    byte[] beginning = Arrays.copyOf(LARGE, 13 * MIB);
    bucket.session().breakOff("/s3/large", beginning, () -> sentSince(before) > 8 * MIB);
    assertThat(bucket.keys("/.nioftpd-uploads.part/")).hasSize(1);
    Matcher size = SIZE.matcher(curl.run("--head", folder + "large"));
    assertThat(size.find()).isTrue();
    long begun = Long.parseLong(size.group(1));
    assertThat(begun).isBetween(8L * MIB, LARGE.length - 1L);
    return begun;
  }

  private long sentSince(long before) {
    return bucket.relay().sent() - before;
  }

  private void assertResumed(long sentBefore, long begun) {
    // bytes that are not in a complete part are sent to the store again
    assertThat(sentSince(sentBefore)).isLessThan(LARGE.length - begun + PART + SLACK);
    assertLarge("/s3/large");
    assertThat(bucket.keys("/s3/large")).containsExactly("s3/large");
    assertThat(bucket.keys("/.nioftpd-uploads.part/")).isEmpty();
  }

  @Test
  void anInterruptedUploadIsResumed() throws Exception {
    long begun = cutUploadOff();
    assertThat(bucket.keys("/s3/large")).isEmpty();
    long before = bucket.relay().sent();
    lftp("reput large");
    assertResumed(before, begun);
  }

  @Test
  void anExistingFileStaysUntilTheResumedUploadIsComplete() throws Exception {
    byte[] old = Arrays.copyOf(LARGE, 20 * MIB);
    Arrays.fill(old, (byte) 7);
    server.write("/s3/large", old);
    long begun = cutUploadOff();
    assertThat(Arrays.equals(bucket.read("/s3/large"), old)).isTrue();
    long before = bucket.relay().sent();
    curl.run("-C", "-", "-T", "large", folder);
    assertResumed(before, begun);
  }

  @Test
  void anInterruptedDownloadIsResumed() throws Exception {
    server.write("/s3/large", LARGE);
    Path back = local.resolve("back");
    cutOff(
        () -> Files.exists(back) && Files.size(back) > 4 * MIB,
        "set net:limit-rate 6M:0",
        "get large -o back");
    assertThat(Files.size(back)).isLessThan(LARGE.length);
    lftp("get -c large -o back");
    assertLarge(back);
  }

  @Test
  void aDirectoryIsMovedWithItsContent() throws Exception {
    Path tree = local.resolve("tree");
    Samples.writeInto(tree.resolve("a b").resolve("ü"));
    Files.write(tree.resolve("large"), LARGE);
    lftp("mirror -R tree tree");
    long before = bucket.relay().sent() + bucket.relay().received();
    lftp("mkdir to", "mv tree to/moved");
    assertThat(bucket.relay().sent() + bucket.relay().received() - before)
        .as("the store copies by itself")
        .isLessThan(SLACK);
    assertLarge("/s3/to/moved/large");
    Samples.assertIn(server, "/s3/to/moved/a b/ü");
    assertThat(bucket.keys("/s3/tree")).isEmpty();
    lftp("mirror to/moved back");
    assertLarge(local.resolve("back/large"));
    Samples.assertIn(local.resolve("back/a b/ü"));
  }
}
