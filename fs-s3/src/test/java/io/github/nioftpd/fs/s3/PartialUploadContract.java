package io.github.nioftpd.fs.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.nioftpd.RawClient;
import io.github.nioftpd.TestFtp;
import io.github.nioftpd.auth.Account;
import io.github.nioftpd.auth.Credentials;
import io.github.nioftpd.auth.Permission;
import io.github.nioftpd.fs.mount.MountedFileSystem;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.FileSystem;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An object is always one complete upload. A partial upload can be resumed by its user only. */
abstract class PartialUploadContract {

  private static final int MIB = 1 << 20;
  private static final int STALL_SECONDS = 6;

  private final byte[] old = bytes(7 * MIB);
  private final byte[] whole = bytes(13 * MIB + 5);
  private String bucket;
  private FileSystem fileSystem;
  private TestFtp ftp;
  private RawClient alice;
  private RawClient bob;

  /** Where the buckets are. */
  abstract TestStore store();

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @BeforeEach
  void start() throws IOException {
    bucket = store().newBucket();
    serve(open());
  }

  private S3FileSystem open() throws IOException {
    return S3FileSystem.open(
        S3Settings.of(bucket, "home", TestBucket.settings(store(), "part-size", "5m")));
  }

  private void serve(FileSystem served) throws IOException {
    fileSystem = served;
    ftp =
        TestFtp.start(
            served,
            builder ->
                builder
                    .authenticator(this::account)
                    .limits(TestFtp.QUICK.dataStall(Duration.ofSeconds(STALL_SECONDS))));
    alice = login("alice");
    bob = login("bob");
  }

  private Optional<Account> account(Credentials credentials) {
    return credentials instanceof Credentials.Password login
        ? Optional.of(Account.of(login.user(), fileSystem, Permission.all()))
        : Optional.empty();
  }

  private RawClient login(String user) throws IOException {
    RawClient client = ftp.connect();
    client.command("USER " + user);
    client.say("PASS x").expect(230);
    client.command("TYPE I");
    return client;
  }

  @AfterEach
  void stop() throws IOException {
    alice.close();
    bob.close();
    fileSystem.close();
    ftp.close();
  }

  private static void assertReply(RawClient client, String command, String reply)
      throws IOException {
    assertThat(client.command(command)).as(command).startsWith(reply);
  }

  private static Socket begin(RawClient client, String command, byte[] bytes) throws IOException {
    Socket data = client.passive();
    assertReply(client, command, "150");
    data.getOutputStream().write(bytes);
    while (!client.command("STAT").contains(" " + bytes.length + " bytes moved")) {
      Thread.onSpinWait();
    }
    return data;
  }

  /** Uploads bytes, which all arrive, and breaks the upload off. */
  private static void breakOff(RawClient client, String command, byte[] bytes) throws IOException {
    try (Socket data = begin(client, command, bytes)) {
      assertReply(client, "ABOR", "426");
      assertThat(client.reply()).startsWith("226");
      assertThat(data.isConnected()).isTrue();
    }
  }

  private byte[] from(int offset) {
    return Arrays.copyOfRange(whole, offset, whole.length);
  }

  private byte[] upTo(int end) {
    return Arrays.copyOf(whole, end);
  }

  private static int size(RawClient client) throws IOException {
    String reply = client.command("SIZE f");
    assertThat(reply).startsWith("213");
    return Integer.parseInt(reply.substring(4));
  }

  private void assertWhole() throws IOException {
    for (RawClient client : List.of(alice, bob)) {
      assertReply(client, "SIZE f", "213 " + whole.length);
      assertThat(Arrays.equals(client.download("RETR f"), whole)).isTrue();
    }
    assertThat(keys()).containsExactly("home/f");
    assertThat(uploads()).isZero();
  }

  private List<String> keys() {
    return store().client().listObjectsV2(r -> r.bucket(bucket)).contents().stream()
        .map(object -> object.key())
        .toList();
  }

  private int uploads() {
    return store().client().listMultipartUploads(r -> r.bucket(bucket)).uploads().size();
  }

  private void assertListed(RawClient client, String... names) throws IOException {
    assertThat(new String(client.download("NLST"), UTF_8).lines()).containsExactly(names);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 5 * MIB, 5 * MIB + 1, 12 * MIB})
  void whatBreaksOffIsThereForItsUserAlone(int count) throws IOException {
    breakOff(alice, "STOR f", upTo(count));
    assertReply(alice, "SIZE f", "213 " + (count - 1));
    assertReply(alice, "MDTM f", "213 20");
    assertThat(alice.command("MLST f")).contains("size=" + (count - 1) + ";", " /f");
    assertReply(bob, "SIZE f", "550");
    assertReply(bob, "MLST f", "550");
    assertReply(alice, "RNFR f", "550");
    assertListed(alice);
    assertListed(bob);
    assertReply(alice, "REST " + (count - 1), "350");
    alice.upload("STOR f", from(count - 1));
    assertListed(alice, "f");
    assertWhole();
  }

  @Test
  void itIsContinuedWithAppeByAClientThatHasAskedForItsSize() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    alice.upload("APPE f", from(size(alice)));
    assertWhole();
  }

  @Test
  void appeOfAnotherClientIsForTheFile() throws IOException {
    alice.upload("STOR f", old);
    breakOff(alice, "STOR f", upTo(12 * MIB));
    try (RawClient another = login("alice")) {
      another.upload("APPE f", new byte[] {1, 2, 3});
    }
    assertReply(bob, "SIZE f", "213 " + (old.length + 3));
    assertReply(alice, "SIZE f", "213 " + (12 * MIB - 1));
  }

  @Test
  void itIsDroppedWhenItsUserMakesSomethingElseOfTheName() throws IOException {
    bob.upload("STOR other", old);
    breakOff(alice, "STOR f", upTo(2 * MIB));
    assertReply(alice, "SIZE f", "213 " + (2 * MIB - 1));
    assertReply(alice, "SITE CPFR other", "350");
    assertReply(alice, "SITE CPTO f", "250");
    assertReply(alice, "SIZE f", "213 " + old.length);
    breakOff(alice, "STOR f", upTo(2 * MIB));
    assertReply(alice, "RNFR other", "350");
    assertReply(alice, "RNTO f", "250");
    assertReply(alice, "SIZE f", "213 " + old.length);
    breakOff(alice, "STOR d", upTo(2 * MIB));
    assertReply(alice, "MKD d", "257");
    assertThat(alice.command("MLST d")).contains("type=dir");
  }

  @Test
  void itBreaksOffAgainAndAgain() throws IOException {
    breakOff(alice, "STOR f", upTo(3 * MIB));
    for (int end : new int[] {6 * MIB, 9 * MIB, 12 * MIB}) {
      int at = size(alice);
      assertReply(alice, "REST " + at, "350");
      breakOff(alice, "STOR f", Arrays.copyOfRange(whole, at, end));
      assertReply(alice, "SIZE f", "213 " + (end - 1));
    }
    alice.upload("APPE f", from(size(alice)));
    assertWhole();
  }

  @Test
  void itIsContinuedBeforeItsEndWhereNoPartIsStored() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    assertReply(alice, "REST " + 11 * MIB, "350");
    alice.passive().close();
    assertReply(alice, "STOR f", "450"); // the offset may be that of a listing
    assertReply(alice, "SIZE f", "213 " + (12 * MIB - 1));
    assertReply(alice, "REST " + 12 * MIB, "350");
    alice.passive().close();
    assertReply(alice, "STOR f", "554");
    assertReply(alice, "REST " + 9 * MIB, "350");
    alice.passive().close();
    assertReply(alice, "STOR f", "550");
    assertReply(alice, "REST " + 11 * MIB, "350");
    alice.upload("STOR f", from(11 * MIB));
    assertWhole();
  }

  @Test
  void theFileStaysUntilItsNextVersionIsWhole() throws IOException {
    bob.upload("STOR f", old);
    breakOff(alice, "STOR f", upTo(12 * MIB));
    assertReply(bob, "SIZE f", "213 " + old.length);
    assertReply(alice, "SIZE f", "213 " + (12 * MIB - 1));
    assertThat(Arrays.equals(bob.download("RETR f"), old)).isTrue();
    assertThat(Arrays.equals(alice.download("RETR f"), old)).isTrue();
    assertThat(new String(alice.download("MLSD"), UTF_8)).contains("size=" + old.length + ";");
    assertReply(alice, "REST " + (12 * MIB - 1), "350");
    alice.upload("STOR f", from(12 * MIB - 1));
    assertWhole();
  }

  /** A camera whose link dies without a word, and which comes back at once. */
  @Test
  void theDeadConnectionOfAClientThatCameBackReplacesNothing() throws IOException {
    byte[] all = bytes(30 * MIB);
    try (RawClient dead = login("alice");
        Socket data = begin(dead, "STOR f", Arrays.copyOf(all, 12 * MIB))) {
      alice.upload("STOR f", all);
      assertThat(dead.reply()).startsWith("426"); // the stall has ended it
      assertThat(data.isConnected()).isTrue();
    }
    assertReply(alice, "SIZE f", "213 " + all.length);
    assertThat(Arrays.equals(bob.download("RETR f"), all)).isTrue();
    assertThat(keys()).containsExactly("home/f");
    assertThat(uploads()).isZero();
  }

  @Test
  void anUploadFromTheStartDropsIt() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    breakOff(alice, "STOR f", old);
    assertReply(alice, "SIZE f", "213 " + (old.length - 1));
    assertThat(uploads()).isEqualTo(1);
    alice.upload("STOR f", whole);
    assertWhole();
  }

  @Test
  void eachUserHasOne() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    breakOff(bob, "STOR f", old);
    assertReply(bob, "SIZE f", "213 " + (old.length - 1));
    alice.upload("APPE f", from(size(alice)));
    assertReply(alice, "SIZE f", "213 " + whole.length);
    assertReply(bob, "SIZE f", "213 " + (old.length - 1));
    bob.upload("STOR f", whole);
    assertWhole();
  }

  @Test
  void deleRemovesIt() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    assertReply(bob, "DELE f", "550");
    assertReply(alice, "DELE f", "250");
    assertReply(alice, "SIZE f", "550");
    assertReply(alice, "DELE f", "550");
    alice.upload("STOR f", old);
    breakOff(alice, "STOR f", upTo(12 * MIB));
    assertReply(alice, "DELE f", "250");
    assertReply(alice, "SIZE f", "550");
    assertThat(keys()).isEmpty();
    assertThat(uploads()).isZero();
  }

  /** The end of one upload never meets the beginning of another. */
  @Test
  void whatHasGoneMeanwhileIsNotContinued() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    int at = size(alice);
    try (RawClient another = login("alice")) {
      another.upload("STOR f", bytes(14 * MIB));
    }
    for (String command : List.of("REST " + at, "NOOP")) {
      alice.command(command);
      alice.passive().close();
      assertReply(alice, command.equals("NOOP") ? "APPE f" : "STOR f", "450");
    }
    assertThat(Arrays.equals(bob.download("RETR f"), bytes(14 * MIB))).isTrue();
    assertReply(alice, "SIZE f", "213 " + 14 * MIB);
  }

  @Test
  void itOutlivesTheServer() throws IOException {
    breakOff(alice, "STOR f", upTo(12 * MIB));
    breakOff(alice, "STOR g", upTo(10));
    stop();
    serve(open());
    assertReply(alice, "SIZE g", "213 9");
    assertReply(alice, "DELE g", "250");
    alice.upload("APPE f", from(size(alice)));
    assertWhole();
  }

  @Test
  void itIsKeptBelowAMount() throws IOException {
    alice.upload("STOR f", old);
    stop();
    S3FileSystem mounted = open();
    FileSystem tree =
        MountedFileSystem.builder()
            .mount("/", TestFtp.memory().getPath("/"))
            .mount("/s3", mounted.getPath("/"))
            .build();
    serve(tree);
    assertReply(alice, "CWD s3", "250");
    assertReply(bob, "CWD s3", "250");
    breakOff(alice, "STOR f", upTo(12 * MIB));
    assertReply(bob, "SIZE f", "213 " + old.length);
    alice.upload("APPE f", from(size(alice)));
    assertWhole();
    mounted.close();
  }
}
